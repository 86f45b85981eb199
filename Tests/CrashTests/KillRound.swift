import Foundation
import Workstream

@testable import crash_program

/// A world in which a program is killed again and again, and started again at once.
///
/// It blocks, and belongs on a thread of its own.
struct KillRound: ~Copyable {
    /// What goes wrong with the round itself.
    struct Fault: Error, CustomStringConvertible {
        /// What happened.
        let description: String
    }

    /// How many processes no run may take; more is a run that never ends.
    private static let mostLives = 500

    private let world: World
    private let server: EffectServer
    private var random: SeededGenerator
    /// How long a program lives that nobody kills; kills are spread over it, and a little beyond.
    private(set) var lifetime: Duration
    private var kills = 0
    private var survivors = 0
    private var verdicts: [(path: NodePath, verdict: Orders.Verdict)] = []

    /// A round in a folder of its own.
    init(folder: String, seed: UInt64, lifetime: Duration) throws {
        world = World(folder: folder)
        server = try EffectServer(ledger: world.ledger)
        random = SeededGenerator(seed: seed)
        self.lifetime = lifetime
    }

    /// Lets a run come to its end, to see how long that takes.
    mutating func warmUp() throws {
        let start = ContinuousClock.now
        guard try live(for: .seconds(60)) else { throw Fault(description: "A program that nobody killed did not end within a minute.") }
        lifetime = ContinuousClock.now - start
    }

    /// Kills that many times, and lets the run under way come to its end.
    ///
    /// - Returns: How many times it killed, and how many commands outlived that; the rest of what is known is in the folder.
    mutating func run(kills limit: Int) throws -> (kills: Int, survivors: Int) {
        var lives = 0
        while kills < limit || lives > 0 {
            let start = ContinuousClock.now
            let hasEnded = try live(for: kills < limit ? nextLifetime() : .seconds(60))
            // The machine may do something else at times.
            if hasEnded, lives == 0 { lifetime = (lifetime * 3 + (ContinuousClock.now - start)) / 4 }
            lives = hasEnded ? 0 : lives + 1
            guard lives < Self.mostLives else {
                throw Fault(description: "A run in \(world.folder) has not come to its end after \(lives) processes.")
            }
        }
        return (kills, survivors)
    }

    /// Commands outlive their programs, and are looked for again after a second: some programs live long enough for that.
    private mutating func nextLifetime() -> Duration {
        let most = random.next() % 8 == 0 ? .milliseconds(1_500) : lifetime * 1.2
        return most * Double.random(in: 0..<1, using: &random)
    }

    /// Lets a program live once.
    ///
    /// - Returns: Whether its run has come to its end.
    private mutating func live(for time: Duration) throws -> Bool {
        var program = try DoomedProgram("crash-program", Orders(folder: world.folder, port: server.port, verdicts: verdicts).arguments)
        verdicts = []
        guard program.waitForWords(until: .now + .seconds(60)) else { throw fault(program.text, "did not begin: \(program.end())") }
        let hasEnded = program.waitForEnd(until: .now + time)
        switch program.end() {
        case .signalled(SIGKILL) where !hasEnded:
            kills += 1
            survivors += try world.livingCommands
        case .exited(0): return true
        case .exited(CrashProgram.Ending.needsDecision): try decide(program.text)
        case let ending: throw fault(program.text, "ended by itself: \(ending)")
        }
        return false
    }

    /// Decides what the program could not.
    private mutating func decide(_ text: String) throws {
        for line in text.split(separator: "\n") where line.hasPrefix(CrashProgram.unresolved) {
            // The number of the run stands in it: a program may have been killed when its run had just ended, and nobody was told.
            let words = line.split(separator: " ", maxSplits: 2).map(String.init)
            guard words.count == 3, let number = Int(words[1]) else { throw fault(text, "names no action") }
            let path = NodePath(words[2])
            if let verdict = try Operator(world: world).verdict(on: path, ofRun: number) { verdicts.append((path, verdict)) }
        }
    }

    private func fault(_ text: String, _ what: String) -> Fault {
        Fault(description: "A program in \(world.folder) \(what). After \(kills) kills it wrote: \(text)")
    }
}
