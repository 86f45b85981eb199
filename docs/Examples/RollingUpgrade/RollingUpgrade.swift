import Foundation
import Workstream

/// Upgrades a shop of real servers on this machine, and shows what Workstream does when something goes wrong.
///
/// ```
/// swift run rolling-upgrade
/// swift run rolling-upgrade --break 3
/// swift run rolling-upgrade --help
/// ```
@main
struct RollingUpgrade {
    static func main() async {
        let arguments = Array(CommandLine.arguments.dropFirst())
        do {
            if arguments.first == ShopServer.command {
                try ShopServer(arguments: Array(arguments.dropFirst())).run()
            }
            let options = try Options(arguments)
            if options.printsHelp { return print(Options.help) }
            let folder = options.directory ?? FileManager.default.temporaryDirectory.appendingPathComponent("rolling-upgrade-\(UUID())").path
            print(try ShopSetup(folder: folder, options: options).plan.outline(), terminator: "")
        } catch {
            FileHandle.standardError.write(Data("rolling-upgrade: \(error)\n".utf8))
            exit(error is Options.Misuse ? 64 : 1)
        }
    }
}
