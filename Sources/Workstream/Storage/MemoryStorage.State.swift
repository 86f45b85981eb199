extension MemoryStorage {
    /// Who has opened a storage in memory, and which runs it holds.
    ///
    /// Each run has a lock of its own, so that those who append to different runs meet here for one look-up only.
    struct State: Sendable {
        private var users = 0
        /// Whether it is open for somebody who may write.
        private(set) var isWritable = false
        private var records: [RunID: Lock<Record>] = [:]
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
            state.records = records.mapValues { record in Lock(record.withLock { $0.afterCrash() }) }
            return state
        }

        func check(_ access: Access = .observer) throws(StorageError) {
            guard users > 0 else { throw .closed() }
            guard access == .observer || isWritable else { throw .observed() }
        }

        /// What is held of a run, for somebody who may change it or who looks on.
        func record(of run: RunID, for access: Access) throws(StorageError) -> Lock<Record> {
            try check(access)
            guard let record = self[run] else { throw .notFound(run) }
            return record
        }

        /// What is held of a run; `nil` when there is none.
        subscript(run: RunID) -> Lock<Record>? { records[run] }

        mutating func create(_ run: NewRun) throws(StorageError) -> Creation {
            try check(.readWrite)
            try run.check()
            if records[run.id] != nil { return .exists(run.id) }
            if let subject = RunSubject(run.head), !run.head.status.isFinal {
                if let holder = active[subject] { return .exists(holder) }
                active[subject] = run.id
            }
            records[run.id] = Lock(MemoryStorage.Record(run))
            listing.insert(run.id, submitted: run.head.submitted)
            return .created
        }

        /// Takes out a run, whose record nobody can acquire any more.
        mutating func remove(_ head: RunHead) {
            records[head.id] = nil
            listing.remove(head.id, submitted: head.submitted)
            free(head)
        }

        /// Lets another run have what a run worked on.
        mutating func free(_ head: RunHead) {
            if let subject = RunSubject(head), active[subject] == head.id { active[subject] = nil }
        }

        /// Heads of runs, a page at a time.
        func heads(matching query: RunQuery, after cursor: Cursor?, limit: Int, at now: Timestamp) throws(StorageError) -> Page<RunHead> {
            try check()
            return try listing.page(matching: query, after: cursor, limit: limit) { run in records[run]?.withLock { $0.head(at: now) } }
        }
    }
}
