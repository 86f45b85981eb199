extension MemoryStorage {
    /// All that a storage in memory holds.
    struct State: Sendable {
        /// What may be had by one unfinished run at a time.
        struct Subject: Sendable, Hashable {
            /// The name of the plan.
            var plan: String
            /// What it works on.
            var key: String
        }

        /// The place of a run in listings: runs are listed by submission, and by id where two were submitted at the same moment.
        struct Place: Sendable, Comparable {
            /// When the run was submitted.
            var submitted: Timestamp
            /// The run.
            var run: RunID

            static func < (left: Place, right: Place) -> Bool {
                left.submitted == right.submitted ? left.run < right.run : left.submitted < right.submitted
            }
        }

        private var users = 0
        private var isWritable = false
        var records: [RunID: Record] = [:]
        var active: [Subject: RunID] = [:]
        var places: [Place] = []

        mutating func open(_ access: Access) {
            users += 1
            if access == .readWrite { isWritable = true }
        }

        mutating func close() {
            users = max(0, users - 1)
            if users == 0 { isWritable = false }
        }

        func checkReadable() throws(StorageError) {
            guard users > 0 else { throw .closed() }
        }

        func checkWritable() throws(StorageError) {
            try checkReadable()
            guard isWritable else { throw .observed() }
        }

        func record(of run: RunID) throws(StorageError) -> Record {
            try checkReadable()
            guard let record = records[run] else { throw .notFound(run) }
            return record
        }

        /// Refuses a lease that is not the run's present one.
        func check(_ lease: Lease, for run: RunID, at now: Timestamp) throws(StorageError) {
            try checkWritable()
            guard lease.run == run else { throw .malformed("The lease of run \"\(lease.run)\" was used for run \"\(run)\".", run: run) }
            // Through the dictionary, since a copy of the record would make the change that follows copy its journal's last piece.
            guard let isHolder = records[run]?.isHeld(with: lease.token, at: now) else { throw .notFound(run) }
            guard isHolder else { throw .leaseLost(lease, holder: records[run]?.lease(at: now)?.owner) }
        }
    }
}

extension MemoryStorage.State {
    mutating func create(_ run: NewRun) throws(StorageError) -> Creation {
        try checkWritable()
        try run.check()
        if records[run.id] != nil { return .exists(run.id) }
        if let key = run.head.key, !run.head.status.isFinal {
            let subject = Subject(plan: run.head.plan, key: key)
            if let holder = active[subject] { return .exists(holder) }
            active[subject] = run.id
        }
        records[run.id] = MemoryStorage.Record(run)
        let place = Place(submitted: run.head.submitted, run: run.id)
        // Nearly always the end, since time goes on.
        var index = places.endIndex
        while index > 0, place < places[index - 1] { index -= 1 }
        places.insert(place, at: index)
        return .created
    }

    mutating func append(_ batch: Batch, as lease: Lease, at now: Timestamp) throws(StorageError) {
        try check(lease, for: batch.run, at: now)
        try batch.check(after: records[batch.run]?.journal.count ?? 0)
        records[batch.run]?.append(batch)
        if batch.head.status.isFinal, let key = batch.head.key {
            let subject = Subject(plan: batch.head.plan, key: key)
            if active[subject] == batch.run { active[subject] = nil }
        }
    }

    mutating func delete(_ run: RunID, at now: Timestamp) throws(StorageError) {
        try checkWritable()
        let record = try record(of: run)
        if let lease = record.lease(at: now) { throw .owned(by: lease) }
        guard record.head.status != .running else { throw .unfinished(run, status: .running) }
        records[run] = nil
        places.removeAll { $0.run == run }
        if let key = record.head.key {
            let subject = Subject(plan: record.head.plan, key: key)
            if active[subject] == run { active[subject] = nil }
        }
    }
}
