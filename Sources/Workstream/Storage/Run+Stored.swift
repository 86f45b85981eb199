extension Run {
    /// A run of a stored plan, of which no event is known.
    ///
    /// - Throws: `Shape.NumberingError` when the numbers of the nodes are not those from 0 on, each once.
    /// - Complexity: O(nodes).
    package init(_ id: RunID, of plan: StoredPlan, durability: Durability = .full) throws(Shape.NumberingError) {
        try self.init(id, of: plan.plan, durability: durability)
    }

    /// Writes down what stored events say, after it has made sure that they are the next ones of this run.
    ///
    /// - Throws: `StorageError` with code `.newerFormat` for an event that this version does not know (S69), `.damaged` where a number is missing or a node
    ///   does not exist. What came before the event is written down.
    package mutating func apply(stored events: [StoredEvent]) throws(StorageError) {
        for stored in events { apply(try index.event(stored, after: lastNumber, of: id)) }
    }

    /// Reads a run and its whole journal from a storage.
    ///
    /// - Parameters:
    ///   - id: The run.
    ///   - storage: Where it is; opened.
    ///   - number: The last event to read, to see the run as it stood then; `nil`: all.
    /// - Throws: `StorageError`.
    package init(reading id: RunID, from storage: any Storage, upTo number: Int? = nil) async throws {
        let plan = try await storage.definition(of: id)
        do {
            try self.init(id, of: plan, durability: storage.durability)
        } catch {
            throw StorageError(.damaged, error.description, run: id, cause: error)
        }
        try await follow(storage, upTo: number)
    }

    /// Reads the events that came since.
    package mutating func follow(_ storage: any Storage, upTo number: Int? = nil) async throws {
        while lastNumber < number ?? .max {
            let events = try await storage.events(of: id, after: lastNumber, limit: min(1000, (number ?? .max) - lastNumber))
            guard !events.isEmpty else { return }
            try apply(stored: events)
        }
    }
}
