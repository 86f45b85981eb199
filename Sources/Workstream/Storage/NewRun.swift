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

extension NewRun {
    /// Refuses a run that no storage may keep; every `create` begins with it.
    ///
    /// - Throws: `StorageError` with code `.malformed` when the run contradicts itself.
    public func check() throws(StorageError) {
        guard event.number == 1, case .submitted = event.kind, head.id == id, head.lastNumber == 1 else {
            throw .malformed("The new run \"\(id)\" does not begin with an event \"submitted\" of number 1 and a head that says so.", run: id)
        }
    }
}
