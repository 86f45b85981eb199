extension Run {
    /// A deferred batch of a run.
    public struct Batch: RunElement {
        let run: Run
        /// The batch as the plan has it.
        public let definition: Node.Batch

        /// The node, whatever its kind.
        public var node: RunNode { RunNode(run, definition.number ?? 0) }
        /// What the batch is called.
        public var name: String { definition.name }

        /// Its actions, in order.
        public var actions: Elements<Action> {
            let (run, actions) = (run, definition.actions)
            return Elements(count: actions.count) { Action(run: run, definition: actions[$0]) }
        }
    }
}
