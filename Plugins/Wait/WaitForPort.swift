public import Workstream

/// Waits until a server accepts connections on a port.
///
/// It connects and closes the connection, at an interval. A name that is not known yet, a refused connection and a silent host all mean "not yet".
///
/// ```swift
/// Action("database is up", WaitForPort.self, .init("db-1.example", port: 5432, limit: .seconds(120))).timeout(.seconds(180))
/// ```
public struct WaitForPort: ActionPlugin {
    /// What to wait for.
    public struct Request: Codable, Sendable, Hashable {
        /// The name or address of the host.
        public var host: String
        /// The TCP port, from 1 to 65535.
        public var port: Int
        /// The time between two tries.
        public var interval: Duration
        /// How long one try may take.
        public var tryLimit: Duration
        /// How long to wait in all; `nil`: as long as the action may take.
        public var limit: Duration?

        /// A request.
        public init(
            _ host: String, port: Int, interval: Duration = .seconds(1), tryLimit: Duration = .seconds(5), limit: Duration? = nil
        ) {
            self.host = host
            self.port = port
            self.interval = interval
            self.tryLimit = tryLimit
            self.limit = limit
        }

        /// Reads the stored form; what is missing has its default.
        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.host = try fields.decode(String.self, forKey: .host)
            self.port = try fields.decode(Int.self, forKey: .port)
            self.interval = try fields.decodeIfPresent(Duration.self, forKey: .interval) ?? .seconds(1)
            self.tryLimit = try fields.decodeIfPresent(Duration.self, forKey: .tryLimit) ?? .seconds(5)
            self.limit = try fields.decodeIfPresent(Duration.self, forKey: .limit)
        }
    }

    /// How long it took.
    public typealias Response = WaitResult

    /// "workstream.wait.port".
    public static let name = "workstream.wait.port"
    /// Seconds: servers need a moment.
    public let retryPolicy: RetryPolicy = .seconds

    /// The plugin; it has no settings.
    public init() {}

    /// Idempotent: a connection without a word changes nothing.
    public func effect(of request: Request) -> Effect { .idempotent }

    /// Refuses what is no host or no port, and times that make no sense.
    public func validate(_ request: Request) throws {
        try Endpoint(host: request.host, port: request.port).validate()
        try Endpoint.validate(tryLimit: request.tryLimit)
        try WaitLoop.validate(interval: request.interval, limit: request.limit)
    }

    /// Waits.
    ///
    /// - Throws: `PluginError` with code `.waitedInVain` at the limit, another when no connection could even be tried; `CancellationError`.
    @concurrent public func execute(_ request: Request, in context: PluginContext) async throws -> WaitResult {
        let endpoint = Endpoint(host: request.host, port: request.port)
        let loop = WaitLoop(
            subject: "\(endpoint) to accept connections", interval: request.interval, limit: request.limit, longestLook: request.tryLimit)
        return try await loop.run(in: context) {
            switch try endpoint.connect(within: request.tryLimit) {
            case .accepted: .done
            case .refused(let reason), .unreachable(let reason): .notYet(reason)
            }
        }
    }
}
