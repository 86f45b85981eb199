extension Plan {
    /// The node at a path, such as `plan["Fleet/web-2/upload"]`; `nil` where there is none.
    ///
    /// - Complexity: O(*n*) in the number of siblings on the way; only the visit's `number` needs the nodes before it to be counted.
    public subscript(path: NodePath) -> Node.Visit? {
        var visit = Node.Visit(self)
        for component in path.components {
            let children = visit.node.children
            guard let place = visit.node.components(of: children).firstIndex(of: component) else { return nil }
            let before = children[..<place].reduce(0) { $0 + visit.node[$1].count }
            visit = visit.asEnclosing.visit(visit.node[children[place]], number: visit.number + 1 + before, at: place)
        }
        return visit
    }

    /// The node with a key; `nil` where there is none.
    ///
    /// The plan's own `key` names what it works on, not a node.
    ///
    /// - Complexity: O(*n*).
    public func node(key: String) -> Node.Visit? {
        nodes.first { $0.node.key == key }
    }

    /// The node with a number: the position in `nodes`, which submit writes into the nodes.
    ///
    /// - Complexity: O(*n*) in the number of nodes, without visiting those of whole branches that are passed over.
    public func node(at number: Int) -> Node.Visit? {
        guard number >= 0 else { return nil }
        var visit = Node.Visit(self)
        while visit.number < number {
            let children = visit.node.children
            var next = visit.number + 1
            guard
                let place = children.firstIndex(where: { child in
                    let count = visit.node[child].count
                    if number < next + count { return true }
                    next += count
                    return false
                })
            else { return nil }
            visit = visit.asEnclosing.visit(visit.node[children[place]], number: next, at: place)
        }
        return visit
    }

    /// The block at a path; `nil` where there is none.
    public func block(_ path: NodePath) -> Node.Block? {
        if case .block(let block) = self[path]?.node { block } else { nil }
    }

    /// The sequence at a path, such as `plan.sequence("Fleet/web-2")`; `nil` where there is none.
    public func sequence(_ path: NodePath) -> Node.Sequence? {
        if case .sequence(let sequence) = self[path]?.node { sequence } else { nil }
    }

    /// The action or check at a path, such as `plan.action("Fleet/web-2/upload")`; `nil` where there is none.
    public func action(_ path: NodePath) -> Node.Action? {
        self[path]?.action
    }

    /// The group of checks at a path, such as `plan.checks("Fleet/pre-checks")`; `nil` where there is none.
    public func checks(_ path: NodePath) -> Node.Checks? {
        if case .checks(let group) = self[path]?.node { group } else { nil }
    }

    /// The deferred batch at a path; `nil` where there is none.
    public func batch(_ path: NodePath) -> Node.Batch? {
        if case .batch(let batch) = self[path]?.node { batch } else { nil }
    }
}

extension AnyNode {
    /// How many nodes there are from this one down, itself included.
    ///
    /// - Complexity: O(*n*) in the number of groups, sequences and batches; actions are not looked at.
    var count: Int {
        switch self {
        case .plan(let plan):
            1 + Self.count(plan.checks, plan.deferred) + plan.blocks.reduce(0) { $0 + AnyNode.block($1).count }
        case .block(let block):
            1 + Self.count(block.checks, block.deferred) + block.sequences.reduce(0) { $0 + AnyNode.sequence($1).count }
        case .sequence(let sequence): 1 + Self.count(sequence.checks, []) + sequence.actions.count
        case .checks(let group): 1 + group.checks.count
        case .batch(let batch): 1 + batch.actions.count
        case .action: 1
        }
    }

    private static func count(_ groups: [Node.Checks], _ batches: [Node.Batch]) -> Int {
        groups.reduce(0) { $0 + 1 + $1.checks.count } + batches.reduce(0) { $0 + 1 + $1.actions.count }
    }
}
