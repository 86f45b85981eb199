extension PlanIndex {
    /// A stored event, made sure that it is the next one of a run of this plan.
    ///
    /// - Parameters:
    ///   - stored: The event as it comes out of a storage.
    ///   - number: The number of the event before it; 0 for the first.
    ///   - run: The run.
    /// - Throws: `StorageError` with code `.newerFormat` for an event that this version does not know (S69), `.damaged` where a number is missing, a node does
    ///   not exist, or the event cannot be about it.
    func event(_ stored: StoredEvent, after number: Int, of run: RunID) throws(StorageError) -> Event {
        let event = try stored.event()
        guard event.number == number + 1 else {
            throw .misplaced("Event \(event.number) of run \"\(run)\" stands after event \(number).", run)
        }
        guard entries.indices.contains(event.node) else {
            throw .misplaced("Event \(event.number) of run \"\(run)\" is about node \(event.node), but its plan has \(count) nodes.", run)
        }
        guard suits(event) else {
            throw .misplaced(
                "Event \(event.number) of run \"\(run)\" cannot be about node \(event.node), which is of kind \(entries[event.node].kind).", run)
        }
        return event
    }
}

extension StorageError {
    fileprivate static func misplaced(_ what: String, _ run: RunID) -> StorageError {
        StorageError(
            .damaged, "\(what) So the journal is not as it was written, and nobody can say where the run stands. Bring back its files.", run: run)
    }
}
