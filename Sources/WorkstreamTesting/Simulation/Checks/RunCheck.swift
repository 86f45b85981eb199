/// One of the rules of what a run does, looked at over the whole story of an execution.
///
/// Checks see the journal and what the calls were in truth, and share nothing with the machine that decided it. Each stands in a file of its own.
struct RunCheck: Sendable {
    /// The rule, such as "S26".
    let rule: String
    /// What it says.
    let says: String
    /// Finds what is wrong; nil: all is well.
    let find: @Sendable (Story) -> Fault?

    /// What is wrong.
    struct Fault: Sendable {
        /// What happened.
        var why: String
        /// The moment at which it shows.
        var moment: Int?
    }

    /// What is wrong with an execution.
    func objection(to story: Story) -> Objection? {
        find(story).map { Objection(rule: rule, why: "\(says), but \($0.why)", moment: $0.moment) }
    }

    /// All checks.
    static let all: [RunCheck] = [
        .ends, .order, .continuous, .drained, .deferred, .concurrency, .tolerance, .attempts, .overlap, .atMostOnce, .repetition, .intent, .gate,
        .times,
        .waits, .pause, .stop, .reason,
    ]
}
