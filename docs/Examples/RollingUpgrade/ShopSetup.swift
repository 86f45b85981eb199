import Foundation
import Workstream

/// Builds a shop and starts it, as it was long before anybody thought of an upgrade.
struct ShopSetup: Sendable {
    /// The shop.
    let shop: Shop
    // The ports are ours until the end, see `LocalPort`.
    private let ports: [LocalPort]
    private let options: Options

    /// Reserves a port for each host; nothing is built yet.
    ///
    /// - Throws: `POSIXError` when the system has no port left.
    init(folder: String, options: Options) throws {
        self.options = options
        ports = try (0..<options.hosts).map { _ in try LocalPort() }
        shop = Shop(folder: folder, ports: ports.map(\.number))
    }

    /// The plan that upgrades it.
    var plan: Plan {
        .shopUpgrade(of: shop, to: 2, concurrency: options.concurrency, toleratedFailures: options.toleratedFailures)
    }

    /// Writes the files and links of all hosts, as the flags of the example ask for.
    ///
    /// - Throws: An error of Foundation when the folder exists already or cannot be written.
    func build() throws {
        try FileManager.default.createDirectory(atPath: shop.folder, withIntermediateDirectories: false)
        try Stock.initial.write(to: shop.stock)
        for (index, host) in shop.hosts.enumerated() {
            let number = index + 1
            var old = Release(version: 1)
            var new = Release(version: 2)
            if number == options.stubbornHost { old.fault = .ignoresTermination }
            if number == options.brokenHost { new.fault = .answersWrongly }
            if options.breaksService, number == (options.hosts + 1) / 2 { new.fault = .ruinsStock }
            try old.write(toFolder: host.release(1))
            try new.write(toFolder: host.release(2))
            try FileManager.default.createSymbolicLink(atPath: host.current, withDestinationPath: host.release(1))
        }
    }
}
