import Foundation

/// The servers that run now, by host.
///
/// The plugins of the example share one fleet. What a plugin needs beside its requests, such as connections or credentials, is given to it when it is made; what
/// differs from call to call stands in the request.
actor Fleet {
    private let program: URL
    private let shop: Shop
    // Nobody ever writes to it: the servers notice when this end of it goes with us, even when we are killed.
    private let lifeline = Pipe()
    private var servers: [String: ServerProcess] = [:]

    /// A fleet without servers.
    ///
    /// - Parameters:
    ///   - program: The executable that becomes a server, see `ShopServer`.
    ///   - shop: The shop that it serves.
    init(program: URL, of shop: Shop) {
        self.program = program
        self.shop = shop
        _ = fcntl(lifeline.fileHandleForWriting.fileDescriptor, F_SETFD, FD_CLOEXEC)
    }

    /// Gives a fleet to the body, and ends its servers afterwards, whatever the body did.
    static func with<Result>(program: URL, of shop: Shop, _ body: (Fleet) async throws -> Result) async throws -> Result {
        let fleet = Fleet(program: program, of: shop)
        do {
            let result = try await body(fleet)
            await fleet.stopAll()
            return result
        } catch {
            await fleet.stopAll()
            throw error
        }
    }

    /// The server of a host; `nil` when none runs.
    func server(of host: String) -> ServerProcess? {
        servers[host].flatMap { $0.isRunning ? $0 : nil }
    }

    /// The hosts whose servers come up with the shop: all but those that were stopped on purpose.
    var hostsThatRun: [Shop.Host] {
        shop.hosts.filter { !FileManager.default.fileExists(atPath: shop.stopMark(of: $0.name)) }
    }

    /// Starts a server on a host.
    ///
    /// - Parameters:
    ///   - host: The name of the host, on which no server runs.
    ///   - release: The folder of a release, or a symbolic link to it.
    ///   - port: Where it listens.
    ///   - stock: The file that it serves.
    /// - Throws: An error of Foundation when the program cannot be run.
    func start(_ host: String, release: String, port: Int, stock: String) throws -> ServerProcess {
        // The marks come before what they say, so that a tool that is killed in between finds a host that it would have made so anyway.
        if FileManager.default.fileExists(atPath: shop.stopMark(of: host)) { try FileManager.default.removeItem(atPath: shop.stopMark(of: host)) }
        let server = try ServerProcess(
            program: program, arguments: ShopServer.arguments(release: release, port: port, stock: stock),
            release: URL(fileURLWithPath: release).resolvingSymlinksInPath().path, lifeline: lifeline.fileHandleForReading)
        servers[host] = server
        return server
    }

    /// Ends the server of a host on purpose, and waits until it is gone.
    ///
    /// - Returns: The server, and whether force was needed; `nil` when none runs.
    /// - Throws: An error of Foundation when it cannot be noted that the host is to stay down.
    func stop(_ host: String, grace: Duration) async throws -> (server: ServerProcess, wasKilled: Bool)? {
        try Data().write(to: URL(fileURLWithPath: shop.stopMark(of: host)))
        return await end(host, grace: grace)
    }

    private func end(_ host: String, grace: Duration) async -> (server: ServerProcess, wasKilled: Bool)? {
        guard let server = servers[host] else { return nil }
        let wasKilled = await server.stop(grace: grace)
        servers[host] = nil
        return (server, wasKilled)
    }

    /// Ends all servers, and waits until they are gone.
    func stopAll() async {
        await withTaskGroup { group in
            for host in servers.keys {
                group.addTask { _ = await self.end(host, grace: .milliseconds(200)) }
            }
        }
    }
}
