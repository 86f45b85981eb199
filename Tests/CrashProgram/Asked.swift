import Workstream

/// Writes into the ledger, must not be repeated, and can be asked whether it did.
struct Asked: ProbingPlugin {
    /// "crash.asked".
    static let name = "crash.asked"
    /// Fast: the ledger is a file.
    let retryPolicy: RetryPolicy = .fast
    /// Where the effect shows.
    let ledger: EffectLedger

    /// At most once, unless it says that it did not happen.
    func effect(of request: EffectRequest) -> Effect { .atMostOnce }

    /// Has the effect.
    @concurrent func execute(_ request: EffectRequest, in context: PluginContext) async throws -> NoResponse {
        try await request.perform(in: context, ledger: ledger)
        return NoResponse()
    }

    /// Looks into the ledger.
    @concurrent func probe(_ request: EffectRequest, in context: PluginContext) async throws -> Probe<NoResponse> {
        try ledger.entries().contains { $0.token == context.actionToken } ? .happened(NoResponse()) : .didNotHappen
    }
}
