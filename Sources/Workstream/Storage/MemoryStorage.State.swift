extension MemoryStorage {
    /// All that a storage in memory holds.
    struct State: Sendable {
        private var users = 0
        private var isWritable = false
        var records: [RunID: Record] = [:]
        private var active: [RunSubject: RunID] = [:]
        private var listing = RunListing()

        mutating func open(_ access: Access) {
            users += 1
            if access == .readWrite { isWritable = true }
        }

        mutating func close() {
            users = max(0, users - 1)
            if users == 0 { isWritable = false }
        }

        /// The same without leases and users.
        func afterCrash() -> State {
            var state = self
            state.users = 0
            state.isWritable = false
            for run in records.keys { state.records[run]?.endLease() }
            return state
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
        if let subject = RunSubject(run.head), !run.head.status.isFinal {
            if let holder = active[subject] { return .exists(holder) }
            active[subject] = run.id
        }
        records[run.id] = MemoryStorage.Record(run)
        listing.insert(run.id, submitted: run.head.submitted)
        return .created
    }

    mutating func append(_ batch: Batch, as lease: Lease, at now: Timestamp) throws(StorageError) {
        try check(lease, for: batch.run, at: now)
        try batch.check(after: records[batch.run]?.journal.count ?? 0)
        records[batch.run]?.append(batch)
        if batch.head.status.isFinal { free(batch.head) }
    }

    mutating func delete(_ run: RunID, at now: Timestamp) throws(StorageError) {
        try checkWritable()
        let record = try record(of: run)
        if let lease = record.lease(at: now) { throw .owned(by: lease) }
        guard record.head.status != .running else { throw .unfinished(run, status: .running) }
        records[run] = nil
        listing.remove(run, submitted: record.head.submitted)
        free(record.head)
    }

    /// Lets another run have what a run worked on.
    private mutating func free(_ head: RunHead) {
        if let subject = RunSubject(head), active[subject] == head.id { active[subject] = nil }
    }

    /// Heads of runs, a page at a time.
    func heads(matching query: RunQuery, after cursor: Cursor?, limit: Int, at now: Timestamp) throws(StorageError) -> Page<RunHead> {
        try checkReadable()
        return try listing.page(matching: query, after: cursor, limit: limit) { records[$0]?.head(at: now) }
    }
}
