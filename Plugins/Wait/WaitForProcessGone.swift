public import Workstream

/// Waits until a process is gone.
///
/// A process that has ended counts as gone, also where its parent has not asked for its exit code yet. Another process that has got the same number
/// meanwhile is told apart by the time of its start, within one attempt.
public struct WaitForProcessGone: ActionPlugin {
    /// Which process.
    public struct Request: Codable, Sendable, Hashable {
        /// The number of the process.
        public var pid: Int?
        /// A file that holds the number of the process as text; no file, or an empty one, means that it is gone.
        public var pidFile: String?
        /// The time between two looks.
        public var interval: Duration
        /// How long to wait in all; `nil`: as long as the action may take.
        public var limit: Duration?

        /// A request that names the process by its number.
        public init(pid: Int, interval: Duration = .seconds(1), limit: Duration? = nil) {
            self.pid = pid
            self.interval = interval
            self.limit = limit
        }

        /// A request that names the process by a file that holds its number.
        public init(pidFile: String, interval: Duration = .seconds(1), limit: Duration? = nil) {
            self.pidFile = pidFile
            self.interval = interval
            self.limit = limit
        }

        /// Reads the stored form; what is missing has its default.
        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.pid = try fields.decodeIfPresent(Int.self, forKey: .pid)
            self.pidFile = try fields.decodeIfPresent(String.self, forKey: .pidFile)
            self.interval = try fields.decodeIfPresent(Duration.self, forKey: .interval) ?? .seconds(1)
            self.limit = try fields.decodeIfPresent(Duration.self, forKey: .limit)
        }
    }

    /// How long it took.
    public typealias Response = WaitResult

    /// "workstream.wait.processGone".
    public static let name = "workstream.wait.processGone"
    /// Seconds: processes need a moment to end.
    public let retryPolicy: RetryPolicy = .seconds

    /// The plugin; it has no settings.
    public init() {}

    /// Idempotent: it only looks.
    public func effect(of request: Request) -> Effect { .idempotent }

    /// Refuses requests that name no process, or two, and times that make no sense.
    public func validate(_ request: Request) throws {
        switch (request.pid, request.pidFile) {
        case (let pid?, nil): try ProcessSighting.validate(pid)
        case (nil, let file?): try PathText.validate(file, "pid file")
        default:
            throw PluginError.invalidRequest(
                "The request names \(request.pid == nil ? "no process" : "a process by its number and by a file"). One must be meant: "
                    + "give either `pid` or `pidFile`.")
        }
        try WaitLoop.validate(interval: request.interval, limit: request.limit)
    }

    /// Waits.
    ///
    /// - Throws: `PluginError` with code `.waitedInVain` at the limit, `.invalidRequest` for the process that would wait, another when nobody can tell;
    ///   `CancellationError`.
    @concurrent public func execute(_ request: Request, in context: PluginContext) async throws -> WaitResult {
        let pid = try request.pid ?? request.pidFile.flatMap(ProcessSighting.pid(in:))
        guard let pid else { return WaitResult(waited: .zero, looks: 1) }
        var first: ProcessSighting?
        let loop = WaitLoop(subject: "process \(pid) to end", interval: request.interval, limit: request.limit)
        return try await loop.run(in: context) {
            guard let seen = try ProcessSighting(pid), first?.isSame(as: seen) != false else { return .done }
            first = seen
            return .notYet("it still runs")
        }
    }
}
