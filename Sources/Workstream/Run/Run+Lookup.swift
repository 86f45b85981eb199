extension Run {
    /// All nodes, each before those that stand in it, in the order of execution; the plan is the first.
    public var nodes: Nodes { Nodes(run: self) }

    /// The nodes of a run, in the order of execution.
    public struct Nodes: RandomAccessCollection, Sendable {
        let run: Run

        /// Always 0, the position of the plan.
        public var startIndex: Int { 0 }
        /// How many nodes there are.
        public var endIndex: Int { run.index.count }

        /// The node at a position of the walk.
        public subscript(position: Int) -> RunNode { RunNode(run, Int(run.index.order[position])) }
    }

    /// The node at a path, such as `run["Fleet/web-2/upload"]`; `nil` where there is none.
    ///
    /// - Complexity: O(siblings on the way).
    public subscript(path: NodePath) -> RunNode? {
        index.node(at: path).map { RunNode(self, $0) }
    }

    /// The node with a key; `nil` where there is none.
    ///
    /// The plan's own `key` names what it works on, not a node.
    ///
    /// - Complexity: O(nodes).
    public func node(key: String) -> RunNode? {
        plan.node(key: key).flatMap { $0.node.number }.map { RunNode(self, $0) }
    }

    /// The node with a number, as events name it; `nil` where there is none.
    public func node(at number: Int) -> RunNode? {
        index.entries.indices.contains(number) ? RunNode(self, number) : nil
    }
}
