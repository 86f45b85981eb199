import Workstream

/// Writes into the ledger with its token, and may be repeated, because the far side knows the token.
struct Again: ActionPlugin {
    /// "crash.again".
    static let name = "crash.again"
    /// Fast: the ledger is a file.
    let retryPolicy: RetryPolicy = .fast
    /// Where the effect shows.
    let ledger: EffectLedger

    /// Idempotent.
    func effect(of request: EffectRequest) -> Effect { .idempotent }

    /// Has the effect.
    @concurrent func execute(_ request: EffectRequest, in context: PluginContext) async throws -> NoResponse {
        try await request.perform(in: context, ledger: ledger)
        return NoResponse()
    }
}
