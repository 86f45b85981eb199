import Foundation
import Testing
import Workstream

@testable import crash_program

// Real processes, a real disk, real commands and requests. Nothing sleeps: whoever kills waits for the output of a program, or for the time of its death.

/// More kills, from more seeds, with more programs side by side:
/// `WORKSTREAM_KILLS=10000 WORKSTREAM_KILL_LANES=8 WORKSTREAM_KILL_SEED=7 swift test --filter RealKillTests`.
@Suite("Engines that are killed", .timeLimit(.minutes(5 + KillSettings.kills / 100)))
struct RealKillTests {
    @Test(
        "S33, S35, S60, S61, S62, S71 whenever the process is killed, every run ends, and every effect happens as often as it may",
        arguments: 0..<KillSettings.lanes)
    func kills(lane: Int) async throws {
        let share = KillSettings.share(of: lane)
        let start = ContinuousClock.now
        var lifetime = try await Self.inNewFolder { folder in
            try await Self.onThread {
                var round = try KillRound(folder: folder, seed: 0, lifetime: .zero)
                try round.warmUp()
                return round.lifetime
            }
        }
        var tally = KillTally()
        var world: UInt64 = 0
        while tally.kills < share {
            let seed = KillSettings.seed << 32 + UInt64(lane) << 16 + world
            tally = try await tally + Self.round(kills: min(share - tally.kills, KillSettings.killsOfWorld), seed: seed, lifetime: &lifetime)
            world += 1
        }
        let speed = Double(tally.kills) / ((ContinuousClock.now - start) / .seconds(1))
        print("Kills, lane \(lane): \(tally), \((speed * 10).rounded() / 10) kills/s")
        #expect(tally.kills >= share)
        #expect(EffectPromise.allCases.allSatisfy { tally.actions[$0, default: 0] > 0 })
    }

    /// Kills in a world of its own, and looks what came of it.
    private static func round(kills: Int, seed: UInt64, lifetime: inout Duration) async throws -> KillTally {
        try await inNewFolder { folder in
            let (killed, lasted) = try await onThread { [lifetime] in
                var round = try KillRound(folder: folder, seed: seed, lifetime: lifetime)
                return (try round.run(kills: kills), round.lifetime)
            }
            lifetime = lasted
            var tally = try await EffectAudit(world: World(folder: folder)).tally()
            (tally.kills, tally.survivors) = (killed.kills, killed.survivors)
            if tally.decisions != killed.answers { tally.faults.append("\(killed.answers) messages made \(tally.decisions) decisions") }
            guard tally.faults.isEmpty else {
                throw KillRound.Fault(
                    description: "WORKSTREAM_KILL_SEED=\(KillSettings.seed), \(folder): \(tally)\n" + tally.faults.joined(separator: "\n"))
            }
            return tally
        }
    }

    /// Gives the body a folder, which is removed unless it throws.
    private static func inNewFolder<Result>(_ body: (String) async throws -> Result) async throws -> Result {
        let folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath().appendingPathComponent("workstream-kills-\(UUID())").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        let result = try await body(folder)
        try FileManager.default.removeItem(atPath: folder)
        return result
    }

    /// A thread of its own, because it blocks.
    private static func onThread<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread { continuation.resume(with: Swift.Result { try body() }) }
        }
    }
}
