/// How often an effect may stand in the ledger, whatever was killed meanwhile.
enum EffectPromise: String, CaseIterable, Sendable {
    /// Once a token, and its action completes.
    case idempotent
    /// Exactly once, and its action completes.
    case probing
    /// At most once, and its action was unresolved where it is missing.
    case atMostOnce

    /// What the actions of `Plan.effects` promise, by name; actions that write no line are not among them.
    static let all: [String: EffectPromise] = [
        "once": .atMostOnce, "once-2": .atMostOnce, "once-3": .atMostOnce, "post-once": .atMostOnce, "command-once": .atMostOnce,
        "asked": .probing, "asked-again": .probing,
        "again": .idempotent, "flaky": .idempotent, "put": .idempotent, "post": .idempotent, "command": .idempotent,
        "after": .idempotent,
    ]
}
