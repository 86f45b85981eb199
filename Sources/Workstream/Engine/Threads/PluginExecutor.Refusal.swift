extension PluginExecutor {
    /// A call that was not begun, because too many threads are lost in calls that ignore their cancellation.
    package struct Refusal: Error, Hashable, CustomStringConvertible {
        /// How many threads are stuck in abandoned calls.
        package var writtenOff: Int
        /// How many may be.
        package var limit: Int

        /// Says what happened, why and what to do.
        package var description: String {
            "The call was not begun: \(writtenOff) threads are stuck in plugin calls that were cancelled, did not return, and were abandoned, and at most "
                + "\(limit) may be. Each such call keeps its thread for as long as it blocks. Make the plugins obey cancellation, give what they call a "
                + "time limit of its own, or restart the process."
        }
    }
}
