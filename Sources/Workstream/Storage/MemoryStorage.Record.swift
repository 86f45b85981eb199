extension MemoryStorage {
    /// All that a storage in memory holds of one run.
    struct Record: Sendable {
        /// Names the live output of an attempt.
        struct OutputKey: Sendable, Hashable {
            /// The number of the action or check.
            var node: Int
            /// The number of the attempt.
            var attempt: Int
        }

        /// The plan.
        let plan: StoredPlan
        /// The journal.
        private(set) var journal = MemoryJournal()
        /// The last checkpoint.
        private(set) var checkpoint: Checkpoint?
        /// The messages, in order; the first has number 1.
        private(set) var messages: [StoredMessage] = []
        /// The live output by attempt.
        private(set) var outputs: [OutputKey: Output] = [:]
        private var kept: [OutputKey: Int] = [:]
        private var head: RunHead
        private var lease: Lease?
        private var lastToken = 0
        /// Whether the run was deleted; somebody may have found it just before.
        private var isRemoved = false

        init(_ run: NewRun) {
            plan = run.plan
            head = run.head
            journal.append([run.event])
        }

        /// The same without a lease.
        func afterCrash() -> Record {
            var record = self
            record.lease = nil
            return record
        }

        /// The head with its owner.
        func head(at now: Timestamp) -> RunHead {
            var head = head
            head.owner = lease(at: now)?.owner
            return head
        }

        mutating func post(_ message: Message, at now: Timestamp) {
            messages.append(StoredMessage(run: head.id, number: messages.count + 1, time: now, message: message))
        }

        /// Ends the run's life here, if nobody holds it and it is not under way.
        ///
        /// - Returns: The last head.
        mutating func end(at now: Timestamp) throws(StorageError) -> RunHead {
            guard !isRemoved else { throw .notFound(head.id) }
            if let lease = lease(at: now) { throw .owned(by: lease) }
            guard head.status != .running else { throw .unfinished(head.id, status: .running) }
            isRemoved = true
            return head
        }
    }
}

/// Who may drive the run.
extension MemoryStorage.Record {
    /// The lease that holds at a moment.
    private func lease(at now: Timestamp) -> Lease? {
        guard let lease, now < lease.expiry else { return nil }
        return lease
    }

    /// Whether a fencing number is the one that holds at a moment.
    private func isHeld(with token: Int, at now: Timestamp) -> Bool {
        guard lease?.token == token, let expiry = lease?.expiry else { return false }
        return now < expiry
    }

    /// Refuses a lease that is not the run's present one.
    private func check(_ lease: Lease, at now: Timestamp) throws(StorageError) {
        guard lease.run == head.id else { throw .malformed("The lease of run \"\(lease.run)\" was used for run \"\(head.id)\".", run: head.id) }
        guard isHeld(with: lease.token, at: now) else { throw .leaseLost(lease, holder: self.lease(at: now)?.owner) }
    }

    mutating func acquire(for owner: Owner, from now: Timestamp, lasting: Duration) throws(StorageError) -> Lease {
        guard !isRemoved else { throw .notFound(head.id) }
        if let lease = lease(at: now) { throw .owned(by: lease) }
        lastToken += 1
        let lease = Lease(run: head.id, owner: owner, token: lastToken, acquired: now, expiry: now + lasting)
        self.lease = lease
        return lease
    }

    mutating func renew(_ token: Int, at now: Timestamp, lasting: Duration) -> Lease? {
        guard isHeld(with: token, at: now) else { return nil }
        lease?.expiry = now + lasting
        head.lastSignOfLife = max(head.lastSignOfLife, now)
        return lease
    }

    mutating func release(_ token: Int) {
        if lease?.token == token { lease = nil }
    }
}

/// What only the owner of the run may store.
extension MemoryStorage.Record {
    mutating func append(_ batch: Batch, as lease: Lease, at now: Timestamp) throws(StorageError) {
        try check(lease, at: now)
        try batch.check(after: journal.count)
        journal.append(batch.events)
        head.advance(to: batch.head)
    }

    mutating func put(_ checkpoint: Checkpoint, as lease: Lease, at now: Timestamp) throws(StorageError) {
        try check(lease, at: now)
        self.checkpoint = checkpoint
    }

    /// Keeps a piece of output as far as there is room; what does not fit is counted.
    mutating func append(_ output: OutputChunk, as lease: Lease, at now: Timestamp) throws(StorageError) {
        try check(lease, at: now)
        let key = OutputKey(node: output.node, attempt: output.attempt)
        let piece = output.piece
        let text = piece.text.prefix(utf8Count: MemoryStorage.outputLimit - kept[key, default: 0])
        let left = piece.text.utf8.count - text.utf8.count
        kept[key, default: 0] += text.utf8.count
        outputs[key, default: Output()].append(Output.Piece(text, channel: piece.channel, missing: piece.missing))
        if left > 0 { outputs[key, default: Output()].append(Output.Piece("", channel: piece.channel, missing: left)) }
    }
}
