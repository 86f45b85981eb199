import Foundation
import Workstream

/// Upgrades a shop of real servers on this machine, and shows what Workstream does when something goes wrong.
///
/// ```
/// swift run rolling-upgrade
/// swift run rolling-upgrade --break 3
/// swift run rolling-upgrade --storage runs
/// swift run rolling-upgrade --help
/// ```
///
/// Read `UpgradePlan` first: it says what is done. Then `StartServer`, `StopServer` and `ServiceAnswers`, the plugins of the example, and this file, which
/// gives plan and plugins to an engine; `UpgradeRun` shows how a tool goes on with what an earlier process has left.
@main
struct RollingUpgrade: Sendable {
    /// What the command line asks for.
    let options: Options
    /// The shop, perhaps not yet built.
    let setup: ShopSetup
    /// Its servers, none of which run yet.
    let fleet: Fleet

    /// Becomes a server of the shop, or does what the flags ask for.
    static func main() async {
        let arguments = Array(CommandLine.arguments.dropFirst())
        do {
            if arguments.first == ShopServer.command {
                try ShopServer(arguments: Array(arguments.dropFirst())).run()
            }
            exit(try await run(Options(arguments)))
        } catch {
            Console.complain("rolling-upgrade: \(error)")
            exit(error is Options.Misuse ? 64 : 1)
        }
    }

    private static func run(_ options: Options) async throws -> Int32 {
        if options.printsHelp {
            Console.print(Options.help)
            return 0
        }
        if options.listsRuns {
            for line in try await RunList(of: options.runs).lines { Console.print(line) }
            return 0
        }
        let setup = try ShopSetup(folder: options.folderForShop(), options: options)
        if options.printsPlan {
            Console.print(setup.plan.outline())
            return 0
        }
        // One that is misplaced is told before anything is built.
        _ = try options.interventions(in: setup.plan)
        defer { if !options.keepsShop { try? FileManager.default.removeItem(atPath: setup.shop.folder) } }
        let program = Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
        return try await Fleet.with(program: program, of: setup.shop) { fleet in
            try await RollingUpgrade(options: options, setup: setup, fleet: fleet).run()
        }
    }

    /// Runs to the end, or until somebody interrupts.
    ///
    /// Even when a third signal ends the tool at once no server is left, because they end with it, see `ShopServer`.
    private func run() async throws -> Int32 {
        // First of all, because one process at a time holds the folder of the runs; and nothing goes on yet, because the shop does not stand.
        let engine = try await Engine(storage: options.runs, plugins: .shop(fleet), opening: .none)
        let signals = try engine.shutDownOnSignals([.interrupt, .terminate, .hangUp], within: .seconds(2)) { Console.complain("\($0)") }
        defer { signals.remove() }
        do {
            let code = try await raiseShop() ? upgrade(with: engine) : 1
            try await engine.shutdown()
            return code
        } catch {
            // Where a signal has begun it already, this waits for its end.
            try await engine.shutdown(within: .seconds(2))
            guard let signal = signals.signal else { throw error }
            if let folder = options.storage { Console.complain("What was done is kept in \(folder): the same command goes on from there.") }
            return signal.exitCode
        }
    }

    /// Builds the shop unless it is there, and starts its servers.
    ///
    /// That is no part of the upgrade, so it has an engine of its own, and nobody keeps its run.
    ///
    /// - Returns: Whether they run.
    private func raiseShop() async throws -> Bool {
        try setup.build()
        let (shop, hosts) = (setup.shop, await fleet.hostsThatRun)
        let engine = try await Engine(storage: .memory, plugins: .shop(fleet))
        let start = try await engine.run(.shopStart(of: shop, hosts: hosts))
        try await engine.shutdown()
        guard start.status == .completed else {
            Console.complain("\(start)")
            return false
        }
        let versions = Set(try hosts.map { try Release(inFolder: $0.current).version }).sorted().map { "\($0)" }.joined(separator: " and ")
        Console.print("\(hosts.count) of \(shop.hosts.count) servers run version \(versions) in \(shop.folder)")
        return true
    }

    /// Upgrades the shop, or goes on with the upgrade that was left unfinished.
    private func upgrade(with engine: Engine) async throws -> Int32 {
        let upgrade = try await UpgradeRun(of: setup.plan, in: engine)
        if upgrade.isNew { try setup.deliver() }
        try await upgrade.begin()
        let (id, known) = (upgrade.id, upgrade.found.lastNumber)
        let progress = Progress(of: upgrade.found.plan)
        let output = await engine.output(of: id)
        let interventions = try options.interventions(in: upgrade.found.plan)
        try await withThrowingTaskGroup { group in
            group.addTask { try await progress.show(engine.events(of: id, after: known), isVerbose: options.showsEvents) }
            group.addTask { await progress.show(output) }
            group.addTask { try await upgrade.attendToDecisions() }
            if upgrade.found.isPaused {
                let told = "It was paused when its process ended."
                group.addTask { try await Intervention.resume(id, of: engine, after: options.pauseFor, telling: told) }
            }
            for intervention in interventions { group.addTask { try await intervention.wait(in: id, of: engine, after: known) } }
            // The first that cannot go on ends the others, which `waitForAll` would wait for.
            while try await group.next() != nil {}
        }
        let run = try await engine.wait(for: id)
        for line in await Summary(run: run, shop: setup.shop, fleet: fleet).lines { Console.print(line) }
        return run.status == .completed ? 0 : 1
    }
}
