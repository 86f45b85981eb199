import Workstream

/// A node of a plan as the model sees it: the definition, and where it stands.
final class ModelNode: Sendable {
    /// What the plan says of the node.
    let definition: AnyNode
    /// Where it stands, for people.
    let path: String
    /// The node that it stands in; the plan stands in itself.
    let parent: Int
    /// Blocks of a plan, sequences of a block, actions of a sequence or batch, checks of a group, in order.
    let children: [Int]
    /// The groups of checks around a body, of all kinds.
    let groups: [Int]
    /// The deferred batches, in order.
    let batches: [Int]
    /// Sequence: the sequences that must complete first.
    let after: [Int]

    /// The definition of a group of checks; `nil` for other nodes.
    let group: Node.Checks?
    /// The definition of an action or check; `nil` for other nodes.
    let action: Node.Action?
    /// The definition of a block; `nil` for other nodes.
    let block: Node.Block?
    /// The definition of a deferred batch; `nil` for other nodes.
    let batch: Node.Batch?

    /// A node with its definition and its links.
    init(_ definition: AnyNode, path: String, parent: Int, children: [Int], groups: [Int] = [], batches: [Int] = [], after: [Int] = []) {
        self.definition = definition
        self.path = path
        self.parent = parent
        self.children = children
        self.groups = groups
        self.batches = batches
        self.after = after
        group = if case .checks(let group) = definition { group } else { nil }
        action = if case .action(let action) = definition { action } else { nil }
        block = if case .block(let block) = definition { block } else { nil }
        batch = if case .batch(let batch) = definition { batch } else { nil }
    }

    /// The kind of the node.
    var kind: Node.Kind { definition.kind }
}

extension ModelNode {
    /// The nodes of a plan that has its numbers, by number.
    static func nodes(of plan: Plan) -> [ModelNode] {
        let visits = Array(plan.nodes)
        let paths = Dictionary(uniqueKeysWithValues: visits.map { ($0.number, $0.path.description) })
        var found: [Int: ModelNode] = [:]
        func add(_ node: AnyNode, in parent: Int, after: [Int] = []) {
            let number = node.number!
            var (body, groups, batches): ([AnyNode], [Node.Checks], [Node.Batch]) = ([], [], [])
            var waits: [[Int]] = []
            switch node {
            case .plan(let plan): (body, groups, batches) = (plan.blocks.map { .block($0) }, plan.checks, plan.deferred)
            case .block(let block):
                (body, groups, batches) = (block.sequences.map { .sequence($0) }, block.checks, block.deferred)
                waits = block.dependencies.predecessors.map { $0.map { block.sequences[$0].number! } }
            case .sequence(let sequence): (body, groups) = (sequence.actions.map { .action($0) }, sequence.checks)
            case .checks(let group): body = group.checks.map { .action($0) }
            case .batch(let batch): body = batch.actions.map { .action($0) }
            case .action: break
            }
            found[number] = ModelNode(
                node, path: paths[number]!, parent: parent, children: body.map { $0.number! }, groups: groups.map { $0.number! },
                batches: batches.map { $0.number! }, after: after)
            for (place, child) in body.enumerated() { add(child, in: number, after: waits.isEmpty ? [] : waits[place]) }
            for group in groups { add(.checks(group), in: number) }
            for batch in batches { add(.batch(batch), in: number) }
        }
        add(.plan(plan), in: 0)
        return found.sorted { $0.key < $1.key }.map(\.value)
    }
}
