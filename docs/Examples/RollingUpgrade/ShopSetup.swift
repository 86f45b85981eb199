import Foundation
import Workstream

/// Builds a shop, as it was long before anybody thought of an upgrade, or finds the one that is there.
struct ShopSetup: Sendable {
    /// The shop.
    let shop: Shop
    /// The version that it is moved to.
    let version: Int
    /// Whether it was there already.
    let isFound: Bool
    // The ports are ours until the end, see `LocalPort`.
    private let ports: [LocalPort]
    private let options: Options

    /// Reserves a port for each host; nothing is built yet.
    ///
    /// - Throws: `POSIXError` when a port cannot be had; what Foundation throws when the shop that is there cannot be read.
    init(folder: String, options: Options) throws {
        self.options = options
        let list = Shop(folder: folder, ports: []).portList
        // Without a storage nobody goes on with a shop, and the folder must be a new one.
        isFound = options.storage != nil && FileManager.default.fileExists(atPath: list)
        let numbers = isFound ? try JSONDecoder().decode([Int].self, from: Data(contentsOf: URL(fileURLWithPath: list))) : []
        ports = isFound ? try numbers.map(LocalPort.init) : try (0..<options.hosts).map { _ in try LocalPort() }
        shop = Shop(folder: folder, ports: ports.map(\.number))
        version = isFound ? try Self.nextVersion(of: shop) : 2
    }

    /// The newest version where not every host runs it yet, otherwise the one after it.
    private static func nextVersion(of shop: Shop) throws -> Int {
        let versions = Set(try shop.hosts.map { try Release(inFolder: $0.current).version })
        let newest = versions.max() ?? 1
        return versions.count > 1 ? newest : newest + 1
    }

    /// The plan that upgrades it.
    var plan: Plan {
        .shopUpgrade(of: shop, to: version, concurrency: options.concurrency, toleratedFailures: options.toleratedFailures)
    }

    /// Writes the files and links of all hosts, and their first release; of a shop that is there, nothing.
    ///
    /// - Throws: An error of Foundation when the folder exists already or cannot be written.
    func build() throws {
        guard !isFound else { return }
        // Built beside its place and then moved there, so that nobody ever finds half a shop.
        let draft = Shop(folder: shop.folder + ".new", ports: shop.hosts.map(\.port))
        try? FileManager.default.removeItem(atPath: draft.folder)
        try FileManager.default.createDirectory(atPath: draft.folder, withIntermediateDirectories: false)
        try Stock.initial.write(to: draft.stock)
        try JSONEncoder().encode(draft.hosts.map(\.port)).write(to: URL(fileURLWithPath: draft.portList))
        for (index, (host, place)) in zip(shop.hosts, draft.hosts).enumerated() {
            let isStubborn = index + 1 == options.stubbornHost
            try Release(version: 1, fault: isStubborn ? .ignoresTermination : nil).write(toFolder: place.release(1))
            try FileManager.default.createSymbolicLink(atPath: place.current, withDestinationPath: host.release(1))
        }
        try FileManager.default.moveItem(atPath: draft.folder, toPath: shop.folder)
    }

    /// Brings the new release to all hosts, as the flags of the example ask for.
    ///
    /// - Throws: An error of Foundation when it cannot be written.
    func deliver() throws {
        for (index, host) in shop.hosts.enumerated() {
            var release = Release(version: version)
            if index + 1 == options.brokenHost { release.fault = .answersWrongly }
            if options.breaksService, index + 1 == (shop.hosts.count + 1) / 2 { release.fault = .ruinsStock }
            try release.write(toFolder: host.release(version))
        }
    }
}
