public import Workstream

extension PlanBounds {
    /// What no run can exceed in one block.
    public struct Block: Sendable, Hashable {
        /// The path of the block.
        public let path: NodePath
        /// How many of its sequences can be under way at a time.
        public let targetsAtATime: Int
        /// How many of its sequences can fail (S21).
        public let failures: Int
        /// How many of them can fail without failing the block.
        public let tolerated: Int
        /// How long it can take, delays and deferred work included; `nil`: there is no limit.
        public let duration: Duration?

        init(_ block: Node.Block, _ path: NodePath, duration: Duration?) {
            let count = block.sequences.count
            self.path = path
            self.duration = duration
            tolerated = min(block.toleratedFailures.limit(of: count), count)
            targetsAtATime = min(block.concurrency, count, block.isExact ? tolerated + 1 : .max)
            failures = min(count, tolerated + (block.isExact ? 1 : targetsAtATime))
        }
    }
}
