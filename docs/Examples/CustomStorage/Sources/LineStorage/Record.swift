import Workstream

/// What the lines say of one run.
struct Record {
    /// The definition.
    let plan: StoredPlan
    /// The journal.
    var events: [StoredEvent] = []
    /// The head; its owner follows from the lease.
    var head: RunHead
    /// The last lease, over or not, until it is given back.
    var lease: Lease?
    /// The fencing number of the last lease that there was.
    var lastToken = 0
    /// The messages, in order.
    var messages: [StoredMessage] = []
    /// The live output by node and attempt.
    var outputs: [[Int]: Output] = [:]

    init(plan: StoredPlan, head: RunHead) {
        self.plan = plan
        self.head = head
    }

    /// Writes down what a line says.
    mutating func apply(_ line: Line) {
        if let events = line.events { self.events += events }
        if var new = line.head?.head {
            // A renewal may have been later than the batch.
            new.lastSignOfLife = max(new.lastSignOfLife, head.lastSignOfLife)
            head = new
        }
        if let time = line.lastSignOfLife { head.lastSignOfLife = max(head.lastSignOfLife, Timestamp(nanoseconds: time)) }
        if let lease = line.lease { (self.lease, lastToken) = (lease, lease.token) }
        if line.isReleased == true { lease = nil }
        if let message = line.message { messages.append(message) }
        if let output = line.output { outputs[[output.node, output.attempt], default: Output()].append(output.piece) }
    }

    /// The lease that holds at a moment.
    func lease(at now: Timestamp) -> Lease? {
        lease.flatMap { now < $0.expiry ? $0 : nil }
    }

    /// The head with the owner that the run has at a moment.
    func head(at now: Timestamp) -> RunHead {
        var head = head
        head.owner = lease(at: now)?.owner
        return head
    }

    /// Whether this run keeps another one from being created, because it works on the same thing and has not ended.
    func takesKey(of other: RunHead) -> Bool {
        other.key != nil && head.key == other.key && head.plan == other.plan && !head.status.isFinal
    }
}
