/// The surroundings of a call that no engine makes: what its author gives, such as a test of a plugin alone.
final class GivenSurroundings: PluginSurroundings {
    let run: RunID
    let path: NodePath
    let attempt: Int
    let actionToken: String
    let attemptToken: String
    let deadline: Timestamp?
    private let services: PluginContext.Services

    /// Surroundings of one's own.
    init(
        run: RunID, path: NodePath, attempt: Int, actionToken: String, attemptToken: String, deadline: Timestamp?, services: PluginContext.Services
    ) {
        self.run = run
        self.path = path
        self.attempt = attempt
        self.actionToken = actionToken
        self.attemptToken = attemptToken
        self.deadline = deadline
        self.services = services
    }

    var now: Timestamp { services.now() }

    func write(_ text: String, to channel: OutputChannel) { services.output(text, channel) }

    func reveal(_ secret: Secret) async throws -> String { try await services.secret(secret) }

    func sleep(for duration: Duration) async throws { try await services.sleep(duration) }
}
