import Workstream

/// A node of both plans, while its children are compared: gives their paths.
///
/// A class, because the names of the children are made unique once, when the first of them differs.
final class ComparedPlace {
    /// One of the two plans' forms of the node.
    private final class Side {
        let node: AnyNode
        let path: NodePath
        lazy var components: [Node.Child: String] = {
            let children = node.children
            return Dictionary(zip(children, node.components(of: children)), uniquingKeysWith: { first, _ in first })
        }()

        init(_ node: AnyNode, _ path: NodePath) {
            self.node = node
            self.path = path
        }

        func path(of child: Node.Child) -> NodePath { path.appending(components[child] ?? "") }
    }

    private let old: Side
    private let new: Side

    /// The node in the former plan and in the new one.
    init(old: AnyNode, at oldPath: NodePath, new: AnyNode, at newPath: NodePath) {
        self.old = Side(old, oldPath)
        self.new = Side(new, newPath)
    }

    /// Whether the children are checks.
    var isGroup: Bool { new.node.kind == .checks }

    /// The path of the node in the new plan.
    var path: NodePath { new.path }

    /// The kind of the node.
    var kind: Node.Kind { new.node.kind }

    /// The path of a child in the former plan.
    func formerPath(of child: Node.Child) -> NodePath { old.path(of: child) }

    /// The path of a child in the new plan.
    func path(of child: Node.Child) -> NodePath { new.path(of: child) }
}
