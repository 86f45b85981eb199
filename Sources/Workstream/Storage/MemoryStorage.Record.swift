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
        /// The head, its owner not filled in.
        private(set) var head: RunHead
        /// The last checkpoint.
        var checkpoint: Checkpoint?
        /// The messages, in order; the first has number 1.
        var messages: [StoredMessage] = []
        /// The live output by attempt.
        private(set) var outputs: [OutputKey: Output] = [:]
        private var kept: [OutputKey: Int] = [:]
        private var lease: Lease?
        private var lastToken = 0

        init(_ run: NewRun) {
            plan = run.plan
            head = run.head
            journal.append([run.event])
        }

        mutating func append(_ batch: Batch) {
            journal.append(batch.events)
            let lastSignOfLife = max(head.lastSignOfLife, batch.events.last?.time ?? head.lastSignOfLife)
            head = batch.head
            head.lastSignOfLife = lastSignOfLife
            head.owner = nil
        }

        /// The lease that holds at a moment.
        func lease(at now: Timestamp) -> Lease? {
            guard let lease, now < lease.expiry else { return nil }
            return lease
        }

        /// Whether a fencing number is the one that holds at a moment.
        func isHeld(with token: Int, at now: Timestamp) -> Bool {
            guard let lease else { return false }
            return lease.token == token && now < lease.expiry
        }

        mutating func acquire(for owner: Owner, from now: Timestamp, lasting: Duration) -> Lease {
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

        mutating func endLease() { lease = nil }

        /// The head with its owner.
        func head(at now: Timestamp) -> RunHead {
            var head = head
            head.owner = lease(at: now)?.owner
            return head
        }

        /// Keeps a piece of output as far as there is room; what does not fit is counted.
        mutating func append(_ piece: Output.Piece, to key: OutputKey) {
            let room = MemoryStorage.outputLimit - kept[key, default: 0]
            let text = piece.text.prefix(utf8Count: room)
            let left = piece.text.utf8.count - text.utf8.count
            kept[key, default: 0] += text.utf8.count
            outputs[key, default: Output()].append(Output.Piece(text, channel: piece.channel, missing: piece.missing))
            if left > 0 { outputs[key, default: Output()].append(Output.Piece("", channel: piece.channel, missing: left)) }
        }
    }
}
