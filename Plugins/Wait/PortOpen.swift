public import Workstream

/// Passes when a server accepts connections on a port.
///
/// A refused connection and a silent host are a no. A name that is not known, or a network that leads nowhere, says nothing about the port, and so the check
/// has another error: a bypass must not be decided by a broken network.
public struct PortOpen: CheckPlugin {
    /// Which port.
    public struct Request: Codable, Sendable, Hashable {
        /// The name or address of the host.
        public var host: String
        /// The TCP port, from 1 to 65535.
        public var port: Int
        /// How long the try may take.
        public var tryLimit: Duration

        /// A request.
        public init(_ host: String, port: Int, tryLimit: Duration = .seconds(5)) {
            self.host = host
            self.port = port
            self.tryLimit = tryLimit
        }

        /// Reads the stored form; what is missing has its default.
        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.host = try fields.decode(String.self, forKey: .host)
            self.port = try fields.decode(Int.self, forKey: .port)
            self.tryLimit = try fields.decodeIfPresent(Duration.self, forKey: .tryLimit) ?? .seconds(5)
        }
    }

    /// "workstream.wait.portOpen".
    public static let name = "workstream.wait.portOpen"
    /// Seconds: servers need a moment.
    public let retryPolicy: RetryPolicy = .seconds

    /// The plugin; it has no settings.
    public init() {}

    /// Refuses what is no host or no port, and a limit that no connection could keep.
    public func validate(_ request: Request) throws {
        try Endpoint(host: request.host, port: request.port).validate()
        try Endpoint.validate(tryLimit: request.tryLimit)
    }

    /// Connects once.
    ///
    /// - Throws: `PluginError` with code `.checkFailed` when nobody accepts, `.failed` or another when nobody can tell; `CancellationError`.
    @concurrent public func execute(_ request: Request, in context: PluginContext) async throws -> NoResponse {
        let endpoint = Endpoint(host: request.host, port: request.port)
        switch try endpoint.connect(within: request.tryLimit) {
        case .accepted:
            return NoResponse()
        case .refused(let reason):
            throw PluginError.checkFailed("\(endpoint) accepts no connection: \(reason). See whether the server runs and the port is right.")
        case .unreachable(let reason):
            throw PluginError(
                .failed, "\(endpoint) could not be asked: \(reason). That says nothing about the port: see to the name and the network.")
        }
    }
}
