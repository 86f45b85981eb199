import Workstream

/// Writes into the ledger, and must not be repeated, because nobody could tell.
struct Once: ActionPlugin {
    /// "crash.once".
    static let name = "crash.once"
    /// Fast: the ledger is a file.
    let retryPolicy: RetryPolicy = .fast
    /// Where the effect shows.
    let ledger: EffectLedger

    /// At most once.
    func effect(of request: EffectRequest) -> Effect { .atMostOnce }

    /// Has the effect.
    @concurrent func execute(_ request: EffectRequest, in context: PluginContext) async throws -> NoResponse {
        try await request.perform(in: context, ledger: ledger)
        return NoResponse()
    }
}
