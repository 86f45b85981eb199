/// Sequences that run side by side, with checks around them.
public typealias Block = Node.Block

extension Node.Block {
    /// A block with a body of sequences, groups of checks and deferred batches.
    ///
    /// - Parameters:
    ///   - name: What the block is called; need not be unique.
    ///   - purpose: Why it exists, for the people who read the run.
    ///   - content: What the block consists of.
    public init(_ name: String, purpose: String = "", @BlockContent _ content: () throws -> BlockContent.Body) rethrows {
        let body = try content()
        self.init(name: name, purpose: purpose, checks: body.checks, sequences: body.sequences, deferred: body.batches)
    }

    private func modified(_ change: (inout Node.Block) -> Void) -> Node.Block {
        var copy = self
        change(&copy)
        return copy
    }

    /// The block, waiting so long before its gate.
    public func entranceDelay(_ delay: Duration) -> Node.Block { modified { $0.entranceDelay = delay } }

    /// The block, waiting so long after a success, also after the last block.
    public func exitDelay(_ delay: Duration) -> Node.Block { modified { $0.exitDelay = delay } }

    /// The block, running so many sequences at a time (S20); 1 unless set.
    public func concurrency(_ count: Int) -> Node.Block { modified { $0.concurrency = count } }

    /// The block, completed even when so many of its sequences have failed (S21); 0 unless set.
    public func toleratedFailures(_ count: Int) -> Node.Block { modified { $0.toleratedFailures = .count(count) } }

    /// The block, completed even when so many of its sequences have failed (S21), such as `.percent(10)` or `.unlimited`.
    public func toleratedFailures(_ tolerance: Tolerance) -> Node.Block { modified { $0.toleratedFailures = tolerance } }

    /// The block, never failing more than one sequence above its tolerance, at the price of running fewer at a time (S21).
    public func exact(_ isExact: Bool = true) -> Node.Block { modified { $0.isExact = isExact } }

    /// The block, not counting a sequence that was skipped for its dependencies as failed (S23).
    public func toleratesSkips(_ tolerates: Bool = true) -> Node.Block { modified { $0.toleratesSkips = tolerates } }

    /// The block, treating work in flight like that when it, or the plan around it, has failed (S12).
    public func failurePolicy(_ policy: FailurePolicy) -> Node.Block { modified { $0.failurePolicy = policy } }

    /// The block, named to programs by a key that is unique in the plan.
    public func key(_ key: String) -> Node.Block { modified { $0.key = key } }

    /// The block, saying why it exists.
    public func purpose(_ purpose: String) -> Node.Block { modified { $0.purpose = purpose } }
}
