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
/// shows the plan.
@main
struct RollingUpgrade: Sendable {
    static func main() async {
        let arguments = Array(CommandLine.arguments.dropFirst())
        do {
            if arguments.first == ShopServer.command {
                try ShopServer(arguments: Array(arguments.dropFirst())).run()
            }
            exit(try run(Options(arguments)))
        } catch {
            Console.complain("rolling-upgrade: \(error)")
            exit(error is Options.Misuse ? 64 : 1)
        }
    }

    private static func run(_ options: Options) throws -> Int32 {
        let folder = options.directory ?? FileManager.default.temporaryDirectory.appendingPathComponent("rolling-upgrade-\(UUID())").path
        let setup = try ShopSetup(folder: folder, options: options)
        if options.printsHelp {
            Console.print(Options.help)
            return 0
        }
        Console.print(setup.plan.outline())
        return 0
    }
}
