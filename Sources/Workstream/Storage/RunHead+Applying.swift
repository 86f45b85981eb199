extension RunHead {
    /// The head of a run that has just been submitted.
    ///
    /// - Complexity: O(sequences and batches), to count the actions.
    package init(of plan: Plan, id: RunID, submitted: Timestamp) {
        self.init(
            id: id, plan: plan.name, group: plan.group, key: plan.key, labels: plan.labels, submitted: submitted,
            actions: ActionCounts(total: plan.countOfActions))
    }

    /// Writes down what an event says, as far as a head tells of it.
    ///
    /// It is a third fold of the same events, so that a head can be rebuilt from the journal where it lags. `due` is not in the journal alone: the driver
    /// sets it.
    @inline(__always)
    package mutating func apply(_ event: Event, in shape: Shape) {
        lastNumber = event.number
        lastSignOfLife = max(lastSignOfLife, event.time)
        apply(event.kind, of: event.node, at: event.time, shape)
    }

    /// The same for the parts of an event, because who takes a payload out of an event copies the event first.
    @inline(__always)
    private mutating func apply(_ kind: Event.Kind, of node: Int, at time: Timestamp, _ shape: Shape) {
        switch kind {
        case .began where node == 0:
            status = .running
            started = time
        case .ended(let end) where node == 0:
            status = end.status
            ended = time
        case .attemptEnded(let end): count(end.status, node, shape)
        case .ended(let end): count(end.status, node, shape)
        default: break
        }
    }

    /// Takes over where a run stands from the head that comes with a batch.
    ///
    /// What the run was submitted with is as it was, so the texts of a head are not copied with every append. The last sign of life never goes back, and the
    /// owner is known from the lease.
    mutating func advance(to head: RunHead) {
        status = head.status
        attention = head.attention
        lastNumber = head.lastNumber
        started = head.started
        ended = head.ended
        lastSignOfLife = max(lastSignOfLife, head.lastSignOfLife)
        due = head.due
        actions = head.actions
    }

    private mutating func count(_ status: NodeStatus, _ node: Int, _ shape: Shape) {
        guard status.isFinal, shape.kind(of: node) == .action, shape.kind(of: shape.parent(of: node)) != .checks else { return }
        switch status {
        case .completed: actions.completed += 1
        case .failed: actions.failed += 1
        case .stopped: actions.stopped += 1
        default: break
        }
    }
}

extension Plan {
    /// How many actions there are outside groups of checks.
    fileprivate var countOfActions: Int {
        let own = deferred.reduce(0) { $0 + $1.actions.count }
        return blocks.reduce(own) { sum, block in
            block.sequences.reduce(sum) { $0 + $1.actions.count } + block.deferred.reduce(0) { $0 + $1.actions.count }
        }
    }
}
