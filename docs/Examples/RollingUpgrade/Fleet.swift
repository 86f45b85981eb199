import Foundation

/// The servers that run now, by host.
///
/// The plugins of the example share one fleet. What a plugin needs beside its requests, such as connections or credentials, is given to it when it is made; what
/// differs from call to call stands in the request.
actor Fleet {
    private let program: URL
    // Nobody ever writes to it: the servers notice when this end of it goes with us, even when we are killed.
    private let lifeline = Pipe()
    private var servers: [String: ServerProcess] = [:]

    /// A fleet without servers.
    ///
    /// - Parameter program: The executable that becomes a server, see `ShopServer`.
    init(program: URL) {
        self.program = program
        _ = fcntl(lifeline.fileHandleForWriting.fileDescriptor, F_SETFD, FD_CLOEXEC)
    }

    /// Gives a fleet to the body, and ends its servers afterwards, whatever the body did.
    static func with<Result>(program: URL, _ body: (Fleet) async throws -> Result) async throws -> Result {
        let fleet = Fleet(program: program)
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

    /// Starts a server on a host.
    ///
    /// - Parameters:
    ///   - host: The name of the host, on which no server runs.
    ///   - release: The folder of a release, or a symbolic link to it.
    ///   - port: Where it listens.
    ///   - stock: The file that it serves.
    /// - Throws: An error of Foundation when the program cannot be run.
    func start(_ host: String, release: String, port: Int, stock: String) throws -> ServerProcess {
        let server = try ServerProcess(
            program: program, arguments: ShopServer.arguments(release: release, port: port, stock: stock),
            release: URL(fileURLWithPath: release).resolvingSymlinksInPath().path, lifeline: lifeline.fileHandleForReading)
        servers[host] = server
        return server
    }

    /// Ends the server of a host and waits until it is gone.
    ///
    /// - Returns: The server, and whether force was needed; `nil` when none runs.
    func stop(_ host: String, grace: Duration) async -> (server: ServerProcess, wasKilled: Bool)? {
        guard let server = servers[host] else { return nil }
        let wasKilled = await server.stop(grace: grace)
        servers[host] = nil
        return (server, wasKilled)
    }

    /// Ends all servers, and waits until they are gone.
    func stopAll() async {
        await withTaskGroup { group in
            for host in servers.keys {
                group.addTask { _ = await self.stop(host, grace: .milliseconds(200)) }
            }
        }
    }
}
