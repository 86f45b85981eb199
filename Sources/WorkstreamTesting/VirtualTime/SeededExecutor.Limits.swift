extension SeededExecutor {
    /// How far a run may go before it counts as one that never ends.
    public struct Limits: Sendable, Hashable {
        /// How much virtual time may pass, from the executor's start.
        public var virtualTime: Duration
        /// How many jobs may run.
        public var jobs: Int

        /// Limits; the defaults are a week, and ten million jobs, which take some ten seconds.
        public init(virtualTime: Duration = .seconds(7 * 86_400), jobs: Int = 10_000_000) {
            self.virtualTime = virtualTime
            self.jobs = jobs
        }
    }
}
