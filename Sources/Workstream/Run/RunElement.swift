/// A node of a run in its own type: a block, a sequence, an action, a group, a batch, or any of them.
public protocol RunElement: Sendable {
    /// The node, whatever its kind.
    var node: RunNode { get }
}

extension RunElement {
    /// The number of the node in its plan.
    public var number: Int { node.index }
    /// The path of the node, such as `Fleet/web-2/upload`.
    public var path: NodePath { node.run.index.path(of: node.index) }
    /// Where the node stands, and how it came there.
    public var state: Run.State { node.run.states[node.index] }
    /// Where the node stands.
    public var status: NodeStatus { state.status }
}
