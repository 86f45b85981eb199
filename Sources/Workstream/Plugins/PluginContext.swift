/// What a plugin is told about its call, and what it may use.
public struct PluginContext: Sendable {
    private let call: any PluginSurroundings

    /// The context of a call that an engine makes.
    package init(_ call: any PluginSurroundings) {
        self.call = call
    }

    /// The run that the call belongs to.
    public var run: RunID { call.run }
    /// The path of the action in its plan.
    ///
    /// - Complexity: O(depth); keep it where it is needed often.
    public var path: NodePath { call.path }
    /// The number of the attempt, from 1.
    public var attempt: Int { call.attempt }
    /// The same for all attempts of the action in this run (S35): the idempotency key for the far side.
    public var actionToken: String { call.actionToken }
    /// One per attempt, and the same when an interrupted attempt is repeated (S35).
    public var attemptToken: String { call.attemptToken }
    /// When the engine will cancel the call, the earlier of its timeout and the action's deadline; `nil`: never by itself.
    public var deadline: Timestamp? { call.deadline }
    /// The number of the action in its plan; nil where the call belongs to none.
    package var node: Int? { call.node }

    /// What the context uses on behalf of a plugin.
    public struct Services: Sendable {
        /// Takes a piece of live output.
        public var output: @Sendable (_ text: String, _ channel: OutputChannel) -> Void
        /// Finds the value of a secret.
        public var secret: @Sendable (Secret) async throws -> String
        /// Waits; virtual time under simulation.
        public var sleep: @Sendable (Duration) async throws -> Void
        /// The present moment; virtual time under simulation.
        public var now: @Sendable () -> Timestamp

        /// Services of one's own, for testing a plugin alone.
        public init(
            output: @escaping @Sendable (_ text: String, _ channel: OutputChannel) -> Void = { _, _ in },
            secret: @escaping @Sendable (Secret) async throws -> String = { try await SecretResolver().resolve($0) },
            sleep: @escaping @Sendable (Duration) async throws -> Void,
            now: @escaping @Sendable () -> Timestamp
        ) {
            self.output = output
            self.secret = secret
            self.sleep = sleep
            self.now = now
        }
    }

    /// A context of one's own, for testing a plugin alone.
    public init(
        run: RunID, path: NodePath, attempt: Int = 1, actionToken: String, attemptToken: String, deadline: Timestamp? = nil, services: Services
    ) {
        call = GivenSurroundings(
            run: run, path: path, attempt: attempt, actionToken: actionToken, attemptToken: attemptToken, deadline: deadline, services: services)
    }

    /// Shows a piece of live output: a line, or part of one.
    ///
    /// It is kept up to the output limit (S32, S73).
    public func write(_ text: String, to channel: OutputChannel = .standardOutput) {
        call.write(text, to: channel)
    }

    /// The value of a secret; it is never stored, and masked in this attempt's errors, response and output.
    ///
    /// - Throws: `PluginError` with code `.secretUnavailable`.
    public func reveal(_ secret: Secret) async throws -> String {
        try await call.reveal(secret)
    }

    /// Waits that long, in virtual time under simulation.
    ///
    /// - Throws: `CancellationError` as soon as the call is cancelled.
    public func sleep(for duration: Duration) async throws {
        try await call.sleep(for: duration)
    }

    /// The present moment, in virtual time under simulation.
    public var now: Timestamp { call.now }
}
