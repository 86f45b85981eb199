public import Workstream

/// Waits until something is there, or until it is gone.
///
/// It looks at an interval. What it sees may have changed a moment later; and a file that is there may still be growing, so let its writer move it into
/// place when it is whole.
public struct WaitForFile: ActionPlugin {
    /// What to wait for.
    public struct Request: Codable, Sendable, Hashable {
        /// The path.
        public var path: String
        /// Whether it has to come or to go.
        public var presence: FilePresence
        /// What has to be there, or be gone.
        public var kind: FileKind
        /// The time between two looks.
        public var interval: Duration
        /// How long to wait in all; `nil`: as long as the action may take.
        public var limit: Duration?

        /// A request.
        public init(
            path: String, _ presence: FilePresence = .exists, kind: FileKind = .any, interval: Duration = .seconds(1), limit: Duration? = nil
        ) {
            self.path = path
            self.presence = presence
            self.kind = kind
            self.interval = interval
            self.limit = limit
        }

        /// Reads the stored form; what is missing has its default.
        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.path = try fields.decode(String.self, forKey: .path)
            self.presence = try fields.decodeIfPresent(FilePresence.self, forKey: .presence) ?? .exists
            self.kind = try fields.decodeIfPresent(FileKind.self, forKey: .kind) ?? .any
            self.interval = try fields.decodeIfPresent(Duration.self, forKey: .interval) ?? .seconds(1)
            self.limit = try fields.decodeIfPresent(Duration.self, forKey: .limit)
        }
    }

    /// How long it took.
    public typealias Response = WaitResult

    /// "workstream.wait.file".
    public static let name = "workstream.wait.file"
    /// Seconds: whoever makes or removes the file needs a moment.
    public let retryPolicy: RetryPolicy = .seconds

    /// The plugin; it has no settings.
    public init() {}

    /// Idempotent: it only looks.
    public func effect(of request: Request) -> Effect { .idempotent }

    /// Refuses text that cannot be a path, and times that make no sense.
    public func validate(_ request: Request) throws {
        try PathText.validate(request.path)
        try WaitLoop.validate(interval: request.interval, limit: request.limit)
    }

    /// Waits.
    ///
    /// - Throws: `PluginError` with code `.waitedInVain` at the limit, `.permissionDenied` or another when nobody can tell; `CancellationError`.
    @concurrent public func execute(_ request: Request, in context: PluginContext) async throws -> WaitResult {
        let subject = "\"\(request.path)\" to \(request.presence == .exists ? "be there" : "be gone")"
        return try await WaitLoop(subject: subject, interval: request.interval, limit: request.limit).run(in: context) { try look(request) }
    }

    private func look(_ request: Request) throws -> WaitLoop.Sighting {
        let found = try FileCall.information(of: request.path, followsLinks: request.kind != .symbolicLink)
        let isThere = found.map(request.kind.includes) ?? false
        return switch (request.presence, found) {
        case (.exists, _) where isThere, (.gone, _) where !isThere: .done
        case (.exists, let other?): .notYet("it is \(other.kindText), not \(request.kind.text)")
        case (.exists, nil): .notYet("it does not exist")
        case (.gone, _): .notYet("it is still there")
        }
    }
}
