import Workstream

/// What the plugins of the program are asked for: a line in the ledger.
struct EffectRequest: Codable, Sendable {
    /// The effect.
    var effect: String
    /// How many attempts fail after they have had their effect.
    var failures = 0
    /// How long a call takes before its effect, and once more after it; kills find it on either side.
    var pause: Duration = .milliseconds(8)

    /// Has the effect.
    func perform(in context: PluginContext, ledger: EffectLedger) async throws {
        try await context.sleep(for: pause)
        try ledger.add(effect, context.actionToken)
        try await context.sleep(for: pause)
        guard context.attempt > failures else { throw PluginError("flaky", "Attempt \(context.attempt) of \"\(effect)\" fails, as it was told to.") }
    }
}
