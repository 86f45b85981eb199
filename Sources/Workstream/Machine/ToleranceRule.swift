/// S20, S21, S23: how many sequences of a block may run, and how many may fail.
enum ToleranceRule {
    /// Whether a block has more failures than it tolerates.
    static func isExceeded(failed: Int, skipped: Int, tolerated: Int, toleratesSkips: Bool) -> Bool {
        #if MUTATIONS
            if Mutation.oneFailureTooMany.isPlanted { return failed + (toleratesSkips ? 0 : skipped) > tolerated + 1 }
        #endif
        return failed + (toleratesSkips ? 0 : skipped) > tolerated
    }

    /// How many sequences may run at a time.
    static func places(concurrency: Int, failed: Int, skipped: Int, tolerated: Int, toleratesSkips: Bool, isExact: Bool) -> Int {
        #if MUTATIONS
            if Mutation.oneSequenceTooMany.isPlanted { return concurrency + 1 }
        #endif
        guard isExact, tolerated < .max else { return concurrency }
        return min(concurrency, tolerated - failed - (toleratesSkips ? 0 : skipped) + 1)
    }
}
