import Foundation
import Workstream

/// Starts the server of a host: a plugin of one's own.
struct StartServer: ActionPlugin {
    /// Which server to start.
    ///
    /// It is stored with the plan, so everything in it is plain data.
    struct Request: Codable, Sendable, Equatable {
        /// The host.
        var host: String
        /// The folder of the release, or the link to it.
        var release: String
        /// The port that it is to listen on.
        var port: Int
        /// The file that it serves.
        var stock: String
    }

    /// What was started.
    struct Response: Codable, Sendable, Equatable {
        /// The number of the process.
        var pid: Int32
        /// The port that it listens on, or soon will.
        var port: Int
        /// The release that it runs: where the link led.
        var release: String
    }

    /// "shop.startServer".
    static let name = "shop.startServer"
    /// Fast: everything is on this machine.
    let retryPolicy: RetryPolicy = .fast
    /// Where the server is remembered.
    let fleet: Fleet

    /// Idempotent: a server that already runs the release is the one that an earlier attempt has started.
    func effect(of request: Request) -> Effect { .idempotent }

    /// Refuses what no server could listen on, before anything is stored.
    func validate(_ request: Request) throws {
        guard (1...65_535).contains(request.port) else {
            throw PluginError.invalidRequest(
                "The port \(request.port) is to be used for \"\(request.host)\". No server can listen there: give one from 1 to 65535.")
        }
    }

    /// Starts the server, unless it runs already.
    ///
    /// - Throws: `PluginError` with code "shop.occupied" when another release runs there, `.failed` when the system refuses.
    @concurrent func execute(_ request: Request, in context: PluginContext) async throws -> Response {
        let release = URL(fileURLWithPath: request.release).resolvingSymlinksInPath().path
        if let running = await fleet.server(of: request.host) {
            guard running.release == release else {
                throw PluginError(
                    "shop.occupied",
                    "The host \"\(request.host)\" still runs \"\(running.release)\" as process \(running.pid). Two servers cannot share its port: "
                        + "stop that one first.", isPermanent: true)
            }
            return Response(pid: running.pid, port: request.port, release: running.release)
        }
        do {
            let server = try await fleet.start(request.host, release: request.release, port: request.port, stock: request.stock)
            context.write("\(request.host): process \(server.pid) runs release \(URL(fileURLWithPath: server.release).lastPathComponent)\n")
            return Response(pid: server.pid, port: request.port, release: server.release)
        } catch {
            throw PluginError(
                .failed, "The server of \"\(request.host)\" could not be started. The system refused to run it: see the cause.", cause: error)
        }
    }
}
