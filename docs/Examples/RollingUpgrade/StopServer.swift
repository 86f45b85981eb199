import Workstream

/// Stops the server of a host, by force where it does not listen: a plugin of one's own.
struct StopServer: ActionPlugin {
    /// Which server to stop.
    struct Request: Codable, Sendable, Equatable {
        /// The host.
        var host: String
        /// How long it may take to end by itself.
        var grace: Duration = .seconds(1)
    }

    /// What was stopped.
    struct Response: Codable, Sendable, Equatable {
        /// The host.
        var host: String
        /// The number of the process that is gone; `nil` when none ran.
        var pid: Int32?
        /// Whether it had to be killed.
        var wasKilled: Bool
    }

    /// "shop.stopServer".
    static let name = "shop.stopServer"
    /// Fast: everything is on this machine.
    let retryPolicy: RetryPolicy = .fast
    /// Where the servers are remembered.
    let fleet: Fleet

    /// Idempotent: a server that is gone stays gone.
    func effect(of request: Request) -> Effect { .idempotent }

    /// Stops the server, if one runs.
    ///
    /// - Throws: An error of Foundation when it cannot be noted that the host is to stay down.
    @concurrent func execute(_ request: Request, in context: PluginContext) async throws -> Response {
        guard let (server, wasKilled) = try await fleet.stop(request.host, grace: request.grace) else {
            return Response(host: request.host, pid: nil, wasKilled: false)
        }
        context.write("\(request.host): process \(server.pid) \(wasKilled ? "ignored SIGTERM and was killed" : "ended")\n")
        return Response(host: request.host, pid: server.pid, wasKilled: wasKilled)
    }
}
