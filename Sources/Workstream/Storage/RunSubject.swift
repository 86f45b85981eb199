/// What may be had by one unfinished run at a time (S48).
struct RunSubject: Sendable, Hashable {
    /// The name of the plan.
    var plan: String
    /// What it works on.
    var key: String

    /// The subject of a run; `nil` for one without a key.
    init?(_ head: RunHead) {
        guard let key = head.key else { return nil }
        plan = head.plan
        self.key = key
    }
}
