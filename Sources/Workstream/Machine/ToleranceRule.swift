/// S20, S21, S23: how many sequences of a block may run, and how many may fail.
enum ToleranceRule {
    /// Whether a block has more failures than it tolerates.
    static func isExceeded(failed: Int, skipped: Int, tolerated: Int, toleratesSkips: Bool) -> Bool {
        failed + (toleratesSkips ? 0 : skipped) > tolerated
    }

    /// How many sequences may run at a time.
    static func places(concurrency: Int, failed: Int, skipped: Int, tolerated: Int, toleratesSkips: Bool, isExact: Bool) -> Int {
        guard isExact, tolerated < .max else { return concurrency }
        return min(concurrency, tolerated - failed - (toleratesSkips ? 0 : skipped) + 1)
    }
}
