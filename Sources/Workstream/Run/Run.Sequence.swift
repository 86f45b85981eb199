extension Run {
    /// A sequence of a run.
    public struct Sequence: RunElement {
        let run: Run
        /// The sequence as the plan has it.
        public let definition: Node.Sequence

        /// The node, whatever its kind.
        public var node: RunNode { RunNode(run, definition.number ?? 0) }
        /// What the sequence is called, usually its target.
        public var name: String { definition.name }

        /// Its groups of checks, in listed order.
        public var checks: Elements<Checks> {
            let (run, groups) = (run, definition.checks)
            return Elements(count: groups.count) { Checks(run: run, definition: groups[$0]) }
        }

        /// Its actions, in order.
        public var actions: Elements<Action> {
            let (run, actions) = (run, definition.actions)
            return Elements(count: actions.count) { Action(run: run, definition: actions[$0]) }
        }
    }
}
