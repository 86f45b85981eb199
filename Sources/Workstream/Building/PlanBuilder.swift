/// Makes a plan step by step, where its shape follows data that no result builder body can be written for.
///
/// Adding a block, a sequence, a group or a batch goes into it; `up` goes back to what it stands in. The plan is equal to the one that a result builder makes.
///
/// ```swift
/// var builder = PlanBuilder("Deploy shop")
/// builder.addBlock("Fleet") { $0.concurrency = 5 }
/// for host in hosts {
///     builder.addSequence(host)
///     builder.addAction(Action("upload", Upload.self, .init(file: build, host: host)))
///     builder.up()
/// }
/// let plan = try builder.plan()
/// ```
///
/// Nothing traps and nothing throws on the way: the first call that makes no sense is kept, later ones are passed over, and `plan` throws it.
public struct PlanBuilder: Sendable {
    private var root: Plan
    private var block: Node.Block?
    private var sequence: Node.Sequence?
    private var group: Node.Checks?
    private var batch: Node.Batch?
    private var misuse: PlanMisuse?

    /// Begins a plan.
    ///
    /// - Parameters:
    ///   - name: What the plan is called.
    ///   - purpose: Why it exists, for the people who read the run.
    ///   - configure: Sets other properties of the plan.
    public init(_ name: String, purpose: String = "", configure: (inout Plan) -> Void = { _ in }) {
        root = Plan(name: name, purpose: purpose, blocks: [])
        configure(&root)
    }

    /// Goes on with a plan that is there.
    public init(_ plan: Plan) {
        root = plan
    }

    /// The plan as it is by now, wherever the builder is in it.
    ///
    /// It may still have faults, such as empty bodies, which validation reports.
    /// - Throws: `PlanMisuse`, the first call that made no sense.
    public func plan() throws(PlanMisuse) -> Plan {
        if let misuse { throw misuse }
        var copy = self
        while copy.close() {}
        return copy.root
    }

    /// Goes back to what the node stands in, from a block to the plan, for example.
    public mutating func up() {
        guard misuse == nil, !close() else { return }
        misuse = .above(plan: root.name)
    }

    /// Puts the innermost open node into what it stands in; `false` when none is open.
    private mutating func close() -> Bool {
        if let open = group {
            group = nil
            if sequence != nil { sequence?.checks.append(open) } else if block != nil { block?.checks.append(open) } else { root.checks.append(open) }
        } else if let open = batch {
            batch = nil
            if block != nil { block?.deferred.append(open) } else { root.deferred.append(open) }
        } else if let open = sequence {
            sequence = nil
            block?.sequences.append(open)
        } else if let open = block {
            block = nil
            root.blocks.append(open)
        } else {
            return false
        }
        return true
    }
}

extension PlanBuilder {
    /// Adds a block to the plan, and goes into it.
    public mutating func addBlock(_ name: String, purpose: String = "", configure: (inout Node.Block) -> Void = { _ in }) {
        var block = Node.Block(name: name, purpose: purpose, sequences: [])
        configure(&block)
        addBlock(block)
    }

    /// Adds a block that is there, and goes into it.
    public mutating func addBlock(_ block: Node.Block) {
        guard stands(in: [.plan], .addBlock, block.name) else { return }
        self.block = block
    }

    /// Adds a sequence to the block, and goes into it.
    public mutating func addSequence(_ name: String, purpose: String = "", configure: (inout Node.Sequence) -> Void = { _ in }) {
        var sequence = Node.Sequence(name: name, purpose: purpose, actions: [])
        configure(&sequence)
        addSequence(sequence)
    }

    /// Adds a sequence that is there, and goes into it.
    public mutating func addSequence(_ sequence: Node.Sequence) {
        guard stands(in: [.block], .addSequence, sequence.name) else { return }
        self.sequence = sequence
    }

    /// Adds a group of checks to the plan, block or sequence, and goes into it.
    public mutating func addChecks(_ kind: Node.Checks.Kind, configure: (inout Node.Checks) -> Void = { _ in }) {
        var group = Node.Checks(kind, checks: [])
        configure(&group)
        addChecks(group)
    }

    /// Adds a group of checks that is there, and goes into it.
    public mutating func addChecks(_ group: Node.Checks) {
        guard stands(in: [.plan, .block, .sequence], .addChecks, group.name) else { return }
        self.group = group
    }

    /// Adds a deferred batch to the plan or block, and goes into it.
    public mutating func addDeferred(
        _ name: String, purpose: String = "", when condition: DeferredCondition, required isRequired: Bool = false,
        configure: (inout Node.Batch) -> Void = { _ in }
    ) {
        var batch = Node.Batch(name: name, purpose: purpose, condition: condition, isRequired: isRequired, actions: [])
        configure(&batch)
        addDeferred(batch)
    }

    /// Adds a deferred batch that is there, and goes into it.
    public mutating func addDeferred(_ batch: Node.Batch) {
        guard stands(in: [.plan, .block], .addDeferred, batch.name) else { return }
        self.batch = batch
    }

    /// Adds an action to the sequence or deferred batch.
    public mutating func addAction<P: ActionPlugin>(_ action: Action<P>) { addAction(action.node) }

    /// Adds a stored action to the sequence or deferred batch.
    public mutating func addAction(_ action: Node.Action) {
        guard stands(in: [.sequence, .batch], .addAction, action.name) else { return }
        if batch != nil { batch?.actions.append(action) } else { sequence?.actions.append(action) }
    }

    /// Adds a check to the group.
    public mutating func addCheck<P: CheckPlugin>(_ check: Check<P>) { addCheck(check.node) }

    /// Adds a stored check to the group.
    public mutating func addCheck(_ check: Node.Action) {
        guard stands(in: [.checks], .addCheck, check.name) else { return }
        group?.checks.append(check)
    }

    /// Whether a call makes sense where the builder is; the first that does not is kept.
    private mutating func stands(in kinds: Set<Node.Kind>, _ call: PlanMisuse.Code, _ name: String) -> Bool {
        guard misuse == nil else { return false }
        let open: [AnyNode] = [
            .plan(root), block.map { .block($0) }, sequence.map { .sequence($0) }, batch.map { .batch($0) }, group.map { .checks($0) },
        ].compactMap(\.self)
        guard !kinds.contains(open[open.count - 1].kind) else { return true }
        misuse = .misplaced(call, name, in: open)
        return false
    }
}
