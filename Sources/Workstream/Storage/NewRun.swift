/// A run that is to be stored: all that exists of it after its submission (S40).
public struct NewRun: Sendable {
    /// The id of the run.
    public var id: RunID
    /// What is to be done, with every default and number written out.
    public var plan: StoredPlan
    /// The first event of the journal, `submitted`; its number is 1.
    public var event: Event
    /// The head that follows from the first event.
    public var head: RunHead

    /// A run that is to be stored.
    public init(id: RunID, plan: StoredPlan, event: Event, head: RunHead) {
        self.id = id
        self.plan = plan
        self.event = event
        self.head = head
    }
}
