/// A node of a plan, whatever its kind, with its value.
public enum AnyNode: Sendable, Equatable {
    /// The plan itself.
    case plan(Plan)
    /// A group of checks.
    case checks(Node.Checks)
    /// A block.
    case block(Node.Block)
    /// A sequence.
    case sequence(Node.Sequence)
    /// An action or, in a group, a check.
    case action(Node.Action)
    /// A deferred batch.
    case batch(Node.Batch)

    /// The kind of the node.
    public var kind: Node.Kind {
        switch self {
        case .plan: .plan
        case .checks: .checks
        case .block: .block
        case .sequence: .sequence
        case .action: .action
        case .batch: .batch
        }
    }

    /// What the node is called; for a group of checks its kind, such as "pre-checks".
    public var name: String {
        switch self {
        case .plan(let plan): plan.name
        case .checks(let group): group.name
        case .block(let block): block.name
        case .sequence(let sequence): sequence.name
        case .action(let action): action.name
        case .batch(let batch): batch.name
        }
    }

    /// The key that names the node to programs; `nil` for a plan, whose `key` names what it works on.
    public var key: String? {
        switch self {
        case .plan: nil
        case .checks(let group): group.key
        case .block(let block): block.key
        case .sequence(let sequence): sequence.key
        case .action(let action): action.key
        case .batch(let batch): batch.key
        }
    }

    /// The number that was written into the node at submit.
    public var number: Int? {
        switch self {
        case .plan(let plan): plan.number
        case .checks(let group): group.number
        case .block(let block): block.number
        case .sequence(let sequence): sequence.number
        case .action(let action): action.number
        case .batch(let batch): batch.number
        }
    }

    /// What was wrong with how the node was made.
    public var defects: [Defect] {
        switch self {
        case .plan(let plan): plan.defects
        case .checks(let group): group.defects
        case .block(let block): block.defects
        case .sequence(let sequence): sequence.defects
        case .action(let action): action.defects
        case .batch(let batch): batch.defects
        }
    }
}
