extension Run {
    /// A group of checks of a run.
    public struct Checks: RunElement {
        let run: Run
        /// The group as the plan has it.
        public let definition: Node.Checks

        /// The node, whatever its kind.
        public var node: RunNode { RunNode(run, definition.number ?? 0) }
        /// When the group runs.
        public var kind: Node.Checks.Kind { definition.kind }

        /// Its checks, in listed order.
        public var checks: Elements<Action> {
            let (run, checks) = (run, definition.checks)
            return Elements(count: checks.count) { Action(run: run, definition: checks[$0]) }
        }
    }
}
