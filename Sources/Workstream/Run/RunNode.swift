/// A node of a run, whatever its kind: its place, its definition and its state.
public struct RunNode: RunElement {
    let run: Run
    let index: Int

    init(_ run: Run, _ index: Int) {
        self.run = run
        self.index = index
    }

    /// The node itself.
    public var node: RunNode { self }
    /// The kind of the node.
    public var kind: Node.Kind { run.index.entries[index].kind }
    /// The node as the plan has it.
    public var definition: AnyNode { run.index.definition(of: index) }
    /// What the node is called.
    public var name: String { definition.name }
    /// The key that names the node to programs.
    public var key: String? { definition.key }
    /// Whether the node is a check: an action that stands in a group.
    public var isCheck: Bool { kind == .action && parent?.kind == .checks }
    /// How deep the node stands: 0 for the plan.
    public var depth: Int { parent.map { $0.depth + 1 } ?? 0 }

    /// What the node stands in; `nil` for the plan.
    public var parent: RunNode? {
        index == 0 ? nil : RunNode(run, Int(run.index.entries[index].parent))
    }

    /// What stands in the node, in the order of execution.
    public var children: [RunNode] {
        run.index.children(of: index).map { RunNode(run, $0) }
    }

    /// The node as a block; `nil` where it is none.
    public var block: Run.Block? {
        if case .block(let block) = definition { Run.Block(run: run, definition: block) } else { nil }
    }
    /// The node as a sequence; `nil` where it is none.
    public var sequence: Run.Sequence? {
        if case .sequence(let sequence) = definition { Run.Sequence(run: run, definition: sequence) } else { nil }
    }
    /// The node as an action or check; `nil` where it is none.
    public var action: Run.Action? {
        if case .action(let action) = definition { Run.Action(run: run, definition: action) } else { nil }
    }
    /// The node as a group of checks; `nil` where it is none.
    public var checks: Run.Checks? {
        if case .checks(let group) = definition { Run.Checks(run: run, definition: group) } else { nil }
    }
    /// The node as a deferred batch; `nil` where it is none.
    public var batch: Run.Batch? {
        if case .batch(let batch) = definition { Run.Batch(run: run, definition: batch) } else { nil }
    }
}
