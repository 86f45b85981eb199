/// What is to be done: checks, blocks of work one after another, and what to do afterwards.
///
/// A plan is a value. It contains no code and no random id, so it can be printed, compared, stored and validated before anything runs, and made twice it is
/// equal. Make one with the result builder (`Plan("Deploy") { … }`), step by step (`PlanBuilder`), or by hand from the initialisers of the nodes.
public struct Plan: Sendable, Equatable {
    /// What the plan is called; together with `key` it says what may run only once at a time (S48).
    public var name: String
    /// Why it exists, for the people who read the run.
    public var purpose: String
    /// What the plan belongs to, such as a team or a service; a query can ask for it.
    public var group: String?
    /// Names the thing that the plan works on: at most one unfinished run exists per name and key (S48).
    public var key: String?
    /// Short texts that a query can ask for.
    public var labels: [String: String]
    /// Anything that belongs to the plan and that the engine does not look at.
    public var metadata: [String: JSON]
    /// The groups of checks, in listed order; each says by its kind when it runs.
    public var checks: [Node.Checks]
    /// The blocks, which run one after another.
    public var blocks: [Node.Block]
    /// The deferred batches, in listed order.
    public var deferred: [Node.Batch]
    /// What becomes of an action of this plan whose outcome is unknown; `nil`: what S33 says.
    public var onUnknownOutcome: UnknownOutcomePolicy?
    /// How long after its submission the run may still be started (S41); `nil`: for ever.
    public var startLimit: Duration?
    /// What was wrong with how the plan was made; validation reports it.
    public var defects: [Defect]
    /// The number of the plan's node, written at submit: always 0.
    public internal(set) var number: Int?

    /// A plan made by hand.
    public init(
        name: String, purpose: String = "", group: String? = nil, key: String? = nil, labels: [String: String] = [:], metadata: [String: JSON] = [:],
        checks: [Node.Checks] = [], blocks: [Node.Block], deferred: [Node.Batch] = [], onUnknownOutcome: UnknownOutcomePolicy? = nil,
        startLimit: Duration? = nil
    ) {
        self.name = name
        self.purpose = purpose
        self.group = group
        self.key = key
        self.labels = labels
        self.metadata = metadata
        self.checks = checks
        self.blocks = blocks
        self.deferred = deferred
        self.onUnknownOutcome = onUnknownOutcome
        self.startLimit = startLimit
        self.defects = []
    }
}
