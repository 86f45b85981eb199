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
    private var person: Operator

    /// A round in a folder of its own.
    init(folder: String, seed: UInt64, lifetime: Duration) throws {
        world = World(folder: folder)
        person = Operator(world: world)
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
    /// - Returns: How many times it killed, how many commands outlived that, and how many messages were left; the rest of what is known is in the folder.
    mutating func run(kills limit: Int) throws -> (kills: Int, survivors: Int, answers: Int) {
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
        return (kills, survivors, person.answers)
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
        var program = try DoomedProgram("crash-program", [world.folder, "\(server.port)"])
        guard program.nextLine(until: .now + .seconds(60)) != nil else { throw fault(program.lines, "did not begin: \(program.end())") }
        var death = ContinuousClock.now + time
        while let line = program.nextLine(until: death) {
            guard let question = Question(line), try !answer(question) else { continue }
            // The next program asks again.
            death = min(death, .now + .milliseconds(100))
        }
        switch program.end() {
        case .signalled(SIGKILL) where !program.hasEnded:
            kills += 1
            survivors += try world.livingCommands
            return false
        case .exited(0): return true
        case let ending: throw fault(program.lines, "ended by itself: \(ending)")
        }
    }

    /// Lets the person answer; this thread waits for it, and kills nobody meanwhile.
    private mutating func answer(_ question: Question) throws -> Bool {
        let result = Lock<Result<(Operator, Bool), any Error>?>(nil)
        let done = DispatchSemaphore(value: 0)
        Task { [person] in
            var person = person
            do {
                let isAnswered = try await person.answer(question)
                result.withLock { $0 = .success((person, isAnswered)) }
            } catch {
                result.withLock { $0 = .failure(error) }
            }
            done.signal()
        }
        done.wait()
        guard let (person, isAnswered) = try result.withLock({ $0 })?.get() else { return false }
        self.person = person
        return isAnswered
    }

    private func fault(_ lines: [String], _ what: String) -> Fault {
        Fault(description: "A program in \(world.folder) \(what). After \(kills) kills it wrote: \(lines)")
    }
}
