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
        let interruptions = Interruption.signals()
        try setup.build()
        defer { if options.directory == nil { try? FileManager.default.removeItem(atPath: folder) } }
        let program = Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
        return try await Fleet.with(program: program) { fleet in
            try await RollingUpgrade(setup: setup, fleet: fleet).run(until: interruptions)
        }
    }

    /// Runs to the end, or until somebody interrupts.
    private func run(until interruptions: AsyncStream<Int32>) async throws -> Int32 {
        let engine = try await Engine(storage: .memory, plugins: .shop(fleet))
        return try await withThrowingTaskGroup(of: Int32?.self) { group in
            group.addTask { try await upgrade(with: engine) }
            group.addTask {
                guard let signal = await interruptions.first(where: { _ in true }) else { return nil }
                Console.complain("Interrupted: nothing new is begun. Once more, and what is under way is not waited for.")
                return Interruption.exitCode(for: signal)
            }
            let code = try await group.next() ?? nil
            // What is under way may finish; what has not begun never will.
            try await engine.shutdown(within: .seconds(2))
            group.cancelAll()
            return code ?? 1
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
        try await engine.start(id)
        let run = try await engine.wait(for: id)
        _ = try await (events, lines)
        for line in await Summary(run: run, shop: shop, fleet: fleet).lines { Console.print(line) }
        return run.status == .completed ? 0 : 1
    }
}
