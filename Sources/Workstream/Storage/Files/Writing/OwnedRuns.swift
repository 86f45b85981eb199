/// What the owner of a store knows of its runs without reading: heads, leases, and what is taken.
///
/// One process holds the folder, so all of it lives here; files say the same, for those who come later and those who look on.
struct OwnedRuns: Sendable {
    /// What is known of one run.
    struct Entry: Sendable {
        /// The head, its owner not filled in; its last number is the last durable event.
        var head: RunHead
        /// The lease that was given last, if it was not given back.
        var lease: Lease?
        /// The fencing number of the last lease.
        var token = 0

        /// The lease that holds at a moment.
        func lease(at now: Timestamp) -> Lease? {
            guard let lease, now < lease.expiry else { return nil }
            return lease
        }

        /// The head with its owner.
        func head(at now: Timestamp) -> RunHead {
            var head = head
            head.owner = lease(at: now)?.owner
            return head
        }
    }

    private(set) var entries: [RunID: Entry] = [:]
    private var subjects: [RunSubject: RunID] = [:]
    private var listing = RunListing()
    /// What is being stored just now: others who want the same wait for the outcome.
    private var reservations: [RunID: Reservation] = [:]
    /// What could be neither stored nor undone, and why.
    private var blocked: [RunID: StorageError] = [:]
    private(set) var isOpen = true
    private(set) var isWritable = true
    private var lastToken: Int

    /// No runs.
    ///
    /// - Parameter tenure: How many times the folder was taken before; fencing numbers grow with it.
    init(tenure: Int) {
        lastToken = tenure << 32
    }

    /// Refuses everything from now on.
    mutating func close() {
        isOpen = false
    }

    /// Lets nothing be written any more, because the folder may be another's.
    mutating func abandon() {
        isWritable = false
    }

    func checkOpen() throws(StorageError) {
        guard isOpen else { throw .closed() }
    }

    /// What is known of a run.
    func entry(of run: RunID) throws(StorageError) -> Entry {
        try checkOpen()
        guard let entry = entries[run] else { throw .notFound(run) }
        return entry
    }

    /// Adds a run that is stored.
    ///
    /// - Parameter token: The fencing number of its last lease; no later one of any run is as small.
    mutating func insert(_ head: RunHead, token: Int = 0) {
        lastToken = max(lastToken, min(token, 1 << 61))
        entries[head.id] = Entry(head: head, token: token)
        listing.insert(head.id, submitted: head.submitted)
        if !head.status.isFinal, let subject = RunSubject(head), subjects[subject] == nil { subjects[subject] = head.id }
    }

    /// Takes out a run that is removed.
    mutating func remove(_ run: RunID) {
        guard let entry = entries.removeValue(forKey: run) else { return }
        listing.remove(run, submitted: entry.head.submitted)
        free(entry.head)
    }

    /// Writes down what an append stored.
    mutating func update(_ head: RunHead) {
        entries[head.id]?.head.advance(to: head)
        if head.status.isFinal { free(head) }
    }

    /// Lets another run have what a run worked on.
    private mutating func free(_ head: RunHead) {
        if let subject = RunSubject(head), subjects[subject] == head.id { subjects[subject] = nil }
    }

    /// A page of heads.
    func heads(matching query: RunQuery, after cursor: Cursor?, limit: Int, at now: Timestamp) throws(StorageError) -> Page<RunHead> {
        try checkOpen()
        return try listing.page(matching: query, after: cursor, limit: limit) { entries[$0]?.head(at: now) }
    }
}

/// What nobody else may take while it is being stored.
extension OwnedRuns {
    /// What becomes of somebody who wants to store a run.
    enum Claim: Sendable {
        /// It is theirs to store.
        case granted
        /// A run stands in the way.
        case exists(RunID)
        /// Somebody else is storing what stands in the way, or not; ask again after that.
        case wait(Reservation)
    }

    /// Asks to store a run.
    mutating func claim(_ run: NewRun) throws(StorageError) -> Claim {
        try checkOpen()
        if entries[run.id] != nil { return .exists(run.id) }
        if let reservation = reservations[run.id] { return .wait(reservation) }
        if let error = blocked[run.id] { throw error }
        if !run.head.status.isFinal, let subject = RunSubject(run.head) {
            if let holder = subjects[subject] {
                if let reservation = reservations[holder] { return .wait(reservation) }
                if let error = blocked[holder] { throw error }
                return .exists(holder)
            }
            subjects[subject] = run.id
        }
        reservations[run.id] = Reservation()
        return .granted
    }

    /// Something that is being stored, if anything is.
    var unsettled: Reservation? { reservations.values.first }

    /// Ends a claim.
    ///
    /// - Parameter creation: What became of the run; one that could be neither stored nor undone stays in the way of others until the storage is opened
    ///   again.
    /// - Returns: The reservation, whose waiters are to be told.
    mutating func settle(_ run: NewRun, _ creation: RunCreation) -> Reservation? {
        switch creation {
        case .stored: insert(run.head)
        case .undone: free(run.head)
        case .unknown(let error): blocked[run.id] = error
        }
        return reservations.removeValue(forKey: run.id)
    }
}

/// Who may drive which run (S65).
extension OwnedRuns {
    /// Refuses a lease that is not the run's present one.
    func check(_ lease: Lease, for run: RunID, at now: Timestamp) throws(StorageError) {
        try checkOpen()
        guard lease.run == run else { throw .malformed("The lease of run \"\(lease.run)\" was used for run \"\(run)\".", run: run) }
        guard let entry = entries[run] else { throw .notFound(run) }
        let present = entry.lease(at: now)
        guard present?.token == lease.token else { throw .leaseLost(lease, holder: present?.owner) }
    }

    /// Refuses to go on where somebody holds a run.
    func checkFree(_ run: RunID, at now: Timestamp) throws(StorageError) {
        if let lease = try entry(of: run).lease(at: now) { throw .owned(by: lease) }
    }

    /// Gives somebody a run.
    mutating func acquire(_ run: RunID, for owner: Owner, from now: Timestamp, lasting: Duration) throws(StorageError) -> Lease {
        try checkFree(run, at: now)
        lastToken += 1
        let lease = Lease(run: run, owner: owner, token: lastToken, acquired: now, expiry: now + lasting)
        entries[run]?.lease = lease
        entries[run]?.token = lastToken
        return lease
    }

    /// Renews leases; the ones that were kept are given.
    mutating func renew(_ leases: [Lease], at now: Timestamp, lasting: Duration) throws(StorageError) -> [Lease] {
        try checkOpen()
        var kept: [Lease] = []
        for lease in leases {
            guard var entry = entries[lease.run], var present = entry.lease(at: now), present.token == lease.token else { continue }
            present.expiry = now + lasting
            entry.lease = present
            entry.head.lastSignOfLife = max(entry.head.lastSignOfLife, now)
            entries[lease.run] = entry
            kept.append(present)
        }
        return kept
    }

    /// Takes leases back; the runs that are free now are given.
    mutating func release(_ leases: [Lease]) throws(StorageError) -> [RunID] {
        try checkOpen()
        var freed: [RunID] = []
        for lease in leases where entries[lease.run]?.lease?.token == lease.token {
            entries[lease.run]?.lease = nil
            freed.append(lease.run)
        }
        return freed
    }
}
