extension Run {
    /// A block of a run.
    public struct Block: RunElement {
        let run: Run
        /// The block as the plan has it.
        public let definition: Node.Block

        /// The node, whatever its kind.
        public var node: RunNode { RunNode(run, definition.number ?? 0) }
        /// What the block is called.
        public var name: String { definition.name }

        /// Its groups of checks, in listed order.
        public var checks: Elements<Checks> {
            let (run, groups) = (run, definition.checks)
            return Elements(count: groups.count) { Checks(run: run, definition: groups[$0]) }
        }

        /// Its sequences, in listed order.
        public var sequences: Elements<Sequence> {
            let (run, sequences) = (run, definition.sequences)
            return Elements(count: sequences.count) { Sequence(run: run, definition: sequences[$0]) }
        }

        /// Its deferred batches, in listed order.
        public var deferred: Elements<Batch> {
            let (run, batches) = (run, definition.deferred)
            return Elements(count: batches.count) { Batch(run: run, definition: batches[$0]) }
        }
    }
}
