import Foundation
import Workstream

/// Upgrades a shop of real servers on this machine, and shows what Workstream does when something goes wrong.
///
/// ```
/// swift run rolling-upgrade
/// swift run rolling-upgrade --break 3
/// swift run rolling-upgrade --help
/// ```
///
/// Read `UpgradePlan` first: it says what is done. Then `StartServer`, `StopServer` and `ServiceAnswers`, the plugins of the example, and this file, which
/// gives plan and plugins to an engine.
@main
struct RollingUpgrade: Sendable {
    /// The shop, not yet built.
    let setup: ShopSetup
    /// Its servers, none of which run yet.
    let fleet: Fleet
    /// What is done to the run half way.
    let interventions: [Intervention]

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
        let folder = options.directory ?? FileManager.default.temporaryDirectory.appendingPathComponent("rolling-upgrade-\(UUID())").path
        let setup = try ShopSetup(folder: folder, options: options)
        if options.printsPlan {
            Console.print(setup.plan.outline())
            return 0
        }
        let interventions = try options.interventions(in: setup.plan)
        try setup.build()
        defer { if options.directory == nil { try? FileManager.default.removeItem(atPath: folder) } }
        let program = Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
        return try await Fleet.with(program: program) { fleet in
            try await RollingUpgrade(setup: setup, fleet: fleet, interventions: interventions).run()
        }
    }

    /// Runs to the end, or until somebody interrupts.
    ///
    /// Even when a third signal ends the tool at once no server is left, because they end with it, see `ShopServer`.
    private func run() async throws -> Int32 {
        let engine = try await Engine(storage: .memory, plugins: .shop(fleet))
        let signals = try engine.shutDownOnSignals([.interrupt, .terminate, .hangUp], within: .seconds(2)) { Console.complain("\($0)") }
        defer { signals.remove() }
        do {
            let code = try await upgrade(with: engine)
            try await engine.shutdown()
            return code
        } catch {
            // Where a signal has begun it already, this waits for its end.
            try await engine.shutdown(within: .seconds(2))
            guard let signal = signals.signal else { throw error }
            return signal.exitCode
        }
    }

    /// Starts the shop and upgrades it.
    private func upgrade(with engine: Engine) async throws -> Int32 {
        let shop = setup.shop
        let start = try await engine.run(.shopStart(of: shop))
        guard start.status == .completed else {
            Console.complain("\(start)")
            return 1
        }
        Console.print("\(shop.hosts.count) servers run version 1 in \(shop.folder)")

        let id = try await engine.submit(setup.plan)
        let progress = Progress(of: setup.plan)
        let output = await engine.output(of: id)
        async let events: Void = progress.show(engine.events(of: id))
        async let lines: Void = progress.show(output)
        async let interventions: Void = intervene(in: id, of: engine)
        try await engine.start(id)
        let run = try await engine.wait(for: id)
        _ = try await (events, lines, interventions)
        for line in await Summary(run: run, shop: shop, fleet: fleet).lines { Console.print(line) }
        return run.status == .completed ? 0 : 1
    }

    private func intervene(in id: Run.ID, of engine: Engine) async throws {
        try await withThrowingTaskGroup { group in
            for intervention in interventions { group.addTask { try await intervention.wait(in: id, of: engine) } }
            try await group.waitForAll()
        }
    }
}
