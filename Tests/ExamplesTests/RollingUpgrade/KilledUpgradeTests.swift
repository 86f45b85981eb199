import Foundation
import Testing
import Workstream

@testable import rolling_upgrade

// Real processes, killed for real, at what they print: nobody sleeps, and nobody hopes that a moment is met.

@Suite("rolling-upgrade --storage", .fewAtATime, .timeLimit(.minutes(15)))
struct KilledUpgradeTests {
    let folder: TemporaryFolder
    let setup: ShopSetup
    var shop: Shop { setup.shop }
    var runs: String { folder["runs"] }

    /// The shop is built here, so that its ports are ours also while no process of the tool lives.
    init() throws {
        folder = try TemporaryFolder()
        setup = try ShopSetup(folder: folder["runs-shop"], options: Options(["--hosts", "4"]))
        try setup.build()
    }

    private func start(_ flags: [String], killedAt moment: String? = nil) throws -> RunningProgram {
        try RunningProgram(
            "rolling-upgrade", ["--storage", runs, "--events"] + flags, reactions: moment.map { [.init(text: $0, signal: SIGKILL)] } ?? [])
    }

    /// The versions that the servers of each host ran, one after another, as they say.
    private var logs: [[Int]] {
        get throws {
            try shop.hosts.map { host in
                try String(contentsOfFile: host.log, encoding: .utf8).split(separator: "\n").compactMap { Int($0.drop { !$0.isNumber }) }
            }
        }
    }

    /// All runs of the folder, newest first.
    private func storedRuns() async throws -> [Run] {
        let archive = try await RunArchive(.directory(runs))
        var stored: [Run] = []
        for head in try await archive.runs().items { stored.append(try await archive.run(head.id)) }
        try await archive.close()
        return stored
    }

    @Test(
        "S33 S62 an upgrade that is killed is taken up by the same command, and every host gets to where it is to be, once",
        arguments: KilledUpgrade.all)
    func killed(_ upgrade: KilledUpgrade) async throws {
        for moment in upgrade.moments {
            #expect(try await start(upgrade.flags, killedAt: moment).finish().ending == .killed(SIGKILL))
        }
        let (lines, ending) = try await start(upgrade.flags).finish()
        let output = lines.joined(separator: "\n")
        #expect(ending == .exited(upgrade.exitCode), "\(output)")

        // The servers, as they are and as they remember.
        for (host, log) in zip(shop.hosts, try logs) {
            #expect(try Release(inFolder: host.current).version == upgrade.version)
            #expect(output.contains("runs version \(upgrade.version) (process"))
            // Each process of the tool starts a server at most once in each version: what an earlier one had upgraded is upgraded.
            #expect(log.filter { $0 == 2 }.count <= upgrade.moments.count + 1)
            #expect(upgrade.version == 1 || log == log.sorted(), "\(host.name) went back: \(log)")
        }
        #expect(!output.contains("no process"))
        #expect(RunningProgram.all(naming: folder.path).isEmpty)

        // The one run, and what was repeated in it.
        let stored = try await storedRuns()
        #expect(stored.count == 1)
        let run = try #require(stored.first)
        #expect(run.status == (upgrade.version == 2 ? .completed : .failed))
        #expect(run.recoveries.isEmpty == !output.contains("Took up"))
        #expect(run.unresolved.isEmpty)
        for node in run.nodes where node.kind == .action && !node.isCheck {
            // S33: what was interrupted is the same attempt again, and nothing that had answered is made again.
            #expect(node.state.attempts.count <= 1, "\(node.path)")
            #expect(node.state.attempts.allSatisfy { $0.interruptions <= upgrade.moments.count }, "\(node.path)")
        }
    }

    @Test("S65 a folder that another process holds is left alone, and who holds it is said; S45 what was interrupted in good order goes on")
    func heldFolder() async throws {
        let pause = ["--pause-at", "Fleet/web-2/switch", "--pause-for"]
        let first = try start(pause + ["600"])
        #expect(await first.wait(for: "Paused at Fleet/web-2/switch"))
        let second = try await start([]).finish()
        #expect(second.ending == .exited(1))
        #expect(second.lines.contains { $0.contains("\" is held by process \(first.pid) on ") })
        #expect(!second.lines.contains { $0.contains("servers run") })
        let list = try await RunningProgram("rolling-upgrade", ["--storage", runs, "--runs"]).finish()
        #expect(list.lines.count == 1 && list.lines[0].contains("Upgrade the shop: running (paused)"), "\(list.lines)")
        first.send(SIGTERM)
        let (lines, ending) = await first.finish()
        #expect(ending == .exited(143))
        #expect(lines.contains { $0.contains("the same command goes on from there") })

        let third = try await start(pause + ["1"]).finish()
        #expect(third.ending == .exited(0))
        #expect(third.lines.contains { $0.contains("It was paused when its process ended. It goes on in 1.0 seconds.") })
        #expect(try logs.allSatisfy { $0 == $0.sorted() && $0.last == 2 })
        #expect(RunningProgram.all(naming: folder.path).isEmpty)
    }

    @Test("a run that has ended stays in the folder, and the next start makes a new one, to the next version")
    func again() async throws {
        #expect(try await start(["--break", "2"]).finish().ending == .exited(1))
        #expect(try await start([]).finish().ending == .exited(0))
        let (lines, ending) = try await start([]).finish()
        #expect(ending == .exited(0))
        #expect(!lines.contains { $0.contains("Took up") })
        #expect(lines.contains { $0.contains("web-4: upgrade completed, runs version 3") })
        #expect(try await storedRuns().map(\.status) == [.completed, .completed, .failed])
    }
}
