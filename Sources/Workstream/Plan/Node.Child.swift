extension Node {
    /// A child of a node, by the list in which it stands and its place there.
    ///
    /// The order of the children is the order of execution, and it is said here alone: walking, numbers, paths and the outline follow it.
    package enum Child: Sendable, Hashable {
        /// A group, by its place in `checks`.
        case checks(Int)
        /// A block of a plan.
        case block(Int)
        /// A sequence of a block.
        case sequence(Int)
        /// An action of a sequence or batch, or a check of a group.
        case action(Int)
        /// A deferred batch of a plan or block.
        case batch(Int)
    }

    /// Bypass groups, pre-checks, continuous groups, the body, post-checks, deferred batches, deferred checks; each in listed order.
    static func order(checks: [Checks], body: some Swift.Sequence<Child>, batches: Int = 0) -> [Child] {
        guard !checks.isEmpty || batches > 0 else { return Array(body) }
        func groups(_ kind: Checks.Kind) -> some Swift.Sequence<Child> {
            checks.indices.lazy.filter { checks[$0].kind == kind }.map { Child.checks($0) }
        }
        var order: [Child] = []
        for kind in [Checks.Kind.bypass, .pre, .continuous] { order += groups(kind) }
        order += body
        order += groups(.post)
        order += (0..<batches).lazy.map { Child.batch($0) }
        order += groups(.deferred)
        return order
    }
}

extension AnyNode {
    /// The children, in the order of execution.
    package var children: [Node.Child] {
        switch self {
        case .plan(let plan):
            Node.order(checks: plan.checks, body: plan.blocks.indices.lazy.map { .block($0) }, batches: plan.deferred.count)
        case .block(let block):
            Node.order(checks: block.checks, body: block.sequences.indices.lazy.map { .sequence($0) }, batches: block.deferred.count)
        case .sequence(let sequence):
            Node.order(checks: sequence.checks, body: sequence.actions.indices.lazy.map { .action($0) })
        case .checks(let group): group.checks.indices.map { .action($0) }
        case .batch(let batch): batch.actions.indices.map { .action($0) }
        case .action: []
        }
    }

    /// One of the children.
    package subscript(child: Node.Child) -> AnyNode {
        switch (self, child) {
        case (.plan(let plan), .checks(let index)): .checks(plan.checks[index])
        case (.plan(let plan), .block(let index)): .block(plan.blocks[index])
        case (.plan(let plan), .batch(let index)): .batch(plan.deferred[index])
        case (.block(let block), .checks(let index)): .checks(block.checks[index])
        case (.block(let block), .sequence(let index)): .sequence(block.sequences[index])
        case (.block(let block), .batch(let index)): .batch(block.deferred[index])
        case (.sequence(let sequence), .checks(let index)): .checks(sequence.checks[index])
        case (.sequence(let sequence), .action(let index)): .action(sequence.actions[index])
        case (.checks(let group), .action(let index)): .action(group.checks[index])
        case (.batch(let batch), .action(let index)): .action(batch.actions[index])
        default: preconditionFailure("A node of kind \(kind) was asked for \(child), which its kind does not have: ask only for its own children.")
        }
    }
}
