public import Workstream

/// Waits so long, and does nothing else.
///
/// The wait belongs to the call: an attempt that is repeated after a crash waits anew. A delay of a block keeps its due time (S13).
public struct WaitDuration: ActionPlugin {
    /// How long.
    public struct Request: Codable, Sendable, Hashable {
        /// How long to wait.
        public var duration: Duration

        /// A request.
        public init(_ duration: Duration) {
            self.duration = duration
        }
    }

    /// "workstream.wait.duration".
    public static let name = "workstream.wait.duration"
    /// Fast: a wait fails only when its action has no time for it.
    public let retryPolicy: RetryPolicy = .fast

    /// The plugin; it has no settings.
    public init() {}

    /// Idempotent: to wait again changes nothing.
    public func effect(of request: Request) -> Effect { .idempotent }

    /// Refuses a wait into the past.
    public func validate(_ request: Request) throws {
        guard request.duration >= .zero else {
            throw PluginError.invalidRequest("A wait of \(request.duration) is asked for. Time does not go back: give a positive duration.")
        }
    }

    /// Waits.
    ///
    /// - Throws: `PluginError` with code `.waitedInVain`, at once, when the engine would cut the wait off; `CancellationError`.
    @concurrent public func execute(_ request: Request, in context: PluginContext) async throws -> NoResponse {
        let now = context.now
        if let deadline = context.deadline, now + request.duration >= deadline {
            throw PluginError(
                .waitedInVain,
                "A wait of \(request.duration) is asked for, but the call may take only \(deadline - now). It would be cut off before its end: "
                    + "give the action a longer timeout.",
                isPermanent: true)
        }
        try await context.sleep(for: request.duration)
        return NoResponse()
    }
}
