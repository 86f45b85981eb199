import Foundation
import Testing
import Workstream

@testable import rolling_upgrade

// The tool as people run it: real processes, real ports, real files. Nothing sleeps: a test waits for lines, and for the end of everything that could write one.

@Suite("rolling-upgrade", .fewAtATime, .timeLimit(.minutes(15)))
struct RollingUpgradeTests {
    let folder: TemporaryFolder
    let shop: Shop

    init() throws {
        folder = try TemporaryFolder()
        // The ports are the system's choice; the paths do not depend on them.
        shop = Shop(folder: folder["shop"], ports: Array(repeating: 0, count: 6))
    }

    private func start(_ flags: [String], reactions: [RunningProgram.Reaction] = []) throws -> RunningProgram {
        try RunningProgram("rolling-upgrade", flags + ["--directory", shop.folder], reactions: reactions)
    }

    private func run(_ flags: String...) async throws -> (output: String, ending: RunningProgram.Ending) {
        let (lines, ending) = try await start(flags).finish()
        return (lines.joined(separator: "\n"), ending)
    }

    /// The versions behind the links of all hosts.
    private var versions: [Int] {
        get throws { try shop.hosts.map { try Release(inFolder: $0.current).version } }
    }

    /// The processes that have something to do with this shop.
    private var processes: [String] { RunningProgram.all(naming: shop.folder) }

    @Test("S1 S22 without a fault every host is upgraded")
    func plain() async throws {
        let (output, ending) = try await run()
        #expect(ending == .exited(0))
        #expect(output.contains("  web-6: upgrade completed, runs version 2 (process"))
        #expect(!output.contains("Failures"))
        #expect(try versions == [2, 2, 2, 2, 2, 2])
        #expect(try Stock(contentsOf: shop.stock) == .initial)
        #expect(processes.isEmpty)
    }

    @Test("S14 S21 a host of the fleet that fails takes every host back to what it ran before")
    func brokenHost() async throws {
        let (output, ending) = try await run("--break", "3")
        #expect(ending == .exited(1))
        #expect(output.contains("Upgrade the shop has failed at Fleet/web-3/post-checks/answers"))
        #expect(output.contains("  web-3: upgrade failed, runs version 1"))
        #expect(output.contains("  web-6: upgrade not begun, runs version 1"))
        #expect(try versions == [1, 1, 1, 1, 1, 1])
        #expect(processes.isEmpty)
    }

    @Test("S22 a failure that is tolerated is listed, and the upgrade completed")
    func toleratedHost() async throws {
        let (output, ending) = try await run("--break", "3", "--tolerate", "1")
        #expect(ending == .exited(0))
        #expect(output.contains("\nFailures, in order:\n  Fleet/web-3/post-checks/answers: "))
        #expect(output.contains("  web-3: upgrade failed, runs version 2"))
        #expect(try versions == [2, 2, 2, 2, 2, 2])
        #expect(processes.isEmpty)
    }

    @Test("S10 S14 S29 a canary that fails is put back, and no other host was touched")
    func brokenCanary() async throws {
        let (output, ending) = try await run("--break", "1")
        #expect(ending == .exited(1))
        #expect(output.contains("Upgrade the shop has failed at Canary/web-1/post-checks/answers"))
        #expect(output.contains("put back web-1"))
        #expect(!output.contains("put back web-2"))
        #expect(!output.contains("web-2: process"))
        #expect(try versions == [1, 1, 1, 1, 1, 1])
        #expect(processes.isEmpty)
    }

    @Test("a server that ignores SIGTERM is killed, and its host is upgraded all the same")
    func stubbornHost() async throws {
        let (output, ending) = try await run("--stubborn", "2")
        #expect(ending == .exited(0))
        #expect(output.contains("ignored SIGTERM and was killed"))
        #expect(try versions == [2, 2, 2, 2, 2, 2])
        #expect(processes.isEmpty)
    }

    @Test("S8 S12 S14 a service that breaks half way ends the upgrade, and the stock is put back with the hosts")
    func brokenService() async throws {
        let (output, ending) = try await run("--break-service", "--concurrency", "1")
        #expect(ending == .exited(1))
        #expect(output.contains("Upgrade the shop has failed at continuous-checks/the shop answers"))
        // The stock really was ruined, and some hosts were done, but not all.
        #expect(output.contains("the stock cannot be read"))
        #expect(output.contains("  web-2: upgrade completed, runs version 1"))
        #expect(output.contains("  web-6: upgrade not begun, runs version 1"))
        #expect(try versions == [1, 1, 1, 1, 1, 1])
        #expect(try Stock(contentsOf: shop.stock) == .initial)
        #expect(processes.isEmpty)
    }

    @Test("S45 a signal half way lets nothing new begin, and no server is left", arguments: [SIGINT, SIGTERM])
    func interrupted(signal: Int32) async throws {
        // Half way for as long as it takes: the run is paused there.
        let program = try start(["--pause-at", "Canary/web-1/warm up", "--pause-for", "600"])
        #expect(await program.wait(for: "Paused at Canary/web-1/warm up"))
        program.send(signal)
        let (lines, ending) = await program.finish()
        #expect(ending == .exited(128 + signal))
        #expect(lines.contains { $0.hasPrefix("SIG") && $0.contains(": nothing new is begun") })
        #expect(try versions == [2, 1, 1, 1, 1, 1])
        #expect(processes.isEmpty)
    }

    @Test("S45 a second Ctrl-C cancels what is under way, and no server is left")
    func interruptedTwice() async throws {
        // The first server does not end by itself, so that something is under way for as long as the signals need.
        let reactions = ["Canary", "SIGINT: nothing new is begun"].map { RunningProgram.Reaction(text: $0, signal: SIGINT) }
        let (lines, ending) = try await start(["--stubborn", "1"], reactions: reactions).finish()
        #expect(ending == .exited(130))
        #expect(lines.contains { $0.hasPrefix("SIGINT, again: ") })
        #expect(try versions == [1, 1, 1, 1, 1, 1])
        #expect(processes.isEmpty)
    }

    @Test("S43 a paused run begins nothing, and goes on where it was")
    func paused() async throws {
        let (output, ending) = try await run("--pause-at", "Fleet/web-2/switch", "--pause-for", "1")
        #expect(ending == .exited(0))
        let pause = try #require(output.range(of: "Paused at Fleet/web-2/switch"))
        let resume = try #require(output.range(of: "\nResumed."))
        // Without the pause, the hosts after web-3 would have had their turn within that second. What web-2 wrote when it was stopped may be shown late.
        #expect(!output[pause.upperBound..<resume.lowerBound].contains(/web-2: process [0-9]+ runs/))
        #expect(!output[..<resume.lowerBound].contains("web-4: process"))
        #expect(output[resume.upperBound...].contains("web-4: process"))
        #expect(try versions == [2, 2, 2, 2, 2, 2])
        #expect(processes.isEmpty)
    }

    @Test("S43 S45 a paused run can be interrupted")
    func interruptedPause() async throws {
        let program = try start(["--pause-at", "Fleet/web-2/switch", "--pause-for", "600"])
        #expect(await program.wait(for: "Paused at Fleet/web-2/switch"))
        program.send(SIGTERM)
        #expect(await program.finish().ending == .exited(143))
        #expect(try versions[0] == 2)
        #expect(processes.isEmpty)
    }

    @Test("S42 S14 a stopped run puts every host back, however its work in flight ended", arguments: ["finishSequences", "finishActions", "cancel"])
    func stopped(how: String) async throws {
        let (output, ending) = try await run("--stop-at", "Fleet/web-3/warm up", "--stop-how", how)
        #expect(ending == .exited(1))
        #expect(output.contains("Stopped at Fleet/web-3/warm up, as hard as \(how)."))
        #expect(output.contains("\nUpgrade the shop: stopped\n"))
        let word = how == "finishSequences" ? "completed" : "stopped"
        #expect(output.contains("  web-3: upgrade \(word), runs version 1 (process"))
        #expect(output.contains("  web-6: upgrade not begun, runs version 1 (process"))
        #expect(!output.contains("no process") && !output.contains("Failures"))
        #expect(try versions == [1, 1, 1, 1, 1, 1])
        #expect(try Stock(contentsOf: shop.stock) == .initial)
        #expect(processes.isEmpty)
    }

    @Test("S42 a run of which everything is stopped puts nothing back")
    func stoppedWhole() async throws {
        let (output, ending) = try await run("--stop-at", "Fleet/web-3/warm up", "--stop-how", "everything")
        #expect(ending == .exited(1))
        #expect(output.contains("\nUpgrade the shop: stopped\n"))
        #expect(!output.contains("put back"))
        #expect(output.contains("  web-3: upgrade stopped, runs version 2 (process"))
        let versions = try versions
        #expect(versions[0] == 2 && versions[2] == 2 && Array(versions[3...]) == [1, 1, 1])
        #expect(processes.isEmpty)
    }

    @Test("a path where the plan has no action is explained, and nothing is built", arguments: ["--pause-at", "--stop-at"])
    func misplacedIntervention(flag: String) async throws {
        let (output, ending) = try await run(flag, "Fleet/web-2")
        #expect(ending == .exited(64))
        #expect(output.contains("The plan has no action \"Fleet/web-2\""))
        #expect(!FileManager.default.fileExists(atPath: shop.folder))
    }

    @Test("even when the tool is killed no server is left")
    func killed() async throws {
        let program = try start(["--stubborn", "2", "--pause-at", "Canary/web-1/warm up", "--pause-for", "600"])
        #expect(await program.wait(for: "Paused at Canary/web-1/warm up"))
        #if os(Linux)
            // The tool and its six servers; the other tests lean on this list.
            #expect(processes.count == 7)
        #endif
        program.send(SIGKILL)
        #expect(await program.finish().ending == .killed(SIGKILL))
        #expect(processes.isEmpty)
    }

    @Test("a flag that makes no sense is explained, and nothing is built")
    func misuse() async throws {
        let (output, ending) = try await run("--hosts", "none")
        #expect(ending == .exited(64))
        #expect(output.contains("give a number from 2 to 50"))
        #expect(!FileManager.default.fileExists(atPath: shop.folder))
    }

    @Test("the plan is printed without building anything")
    func plan() async throws {
        let (output, ending) = try await run("--plan", "--hosts", "2")
        #expect(ending == .exited(0))
        #expect(output.hasPrefix("plan \"Upgrade the shop\""))
        #expect(!FileManager.default.fileExists(atPath: shop.folder))
    }
}
