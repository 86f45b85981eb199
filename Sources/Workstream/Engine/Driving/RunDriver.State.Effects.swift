extension RunDriver.State {
    /// What is to be done once the lock is free.
    struct Effects: Sendable {
        /// Something that is seldom to be done.
        enum Other: Sendable {
            /// More events are durable, and somebody waits to read them.
            case readers
            /// A person should look at the run for another reason than before.
            case attention(Attention)
            /// A worker is to be cancelled.
            case cancel(Worker)
            /// A worker is to be given up.
            case abandon(Worker)
            /// A task is needed that makes the appends.
            case committer
            /// The watchdog is to call at that time.
            case alarm(Timestamp)
            /// Somebody waited until nothing is under way.
            case idle(CheckedContinuation<Void, Never>)
            /// The run is driven no more.
            case end(RunFeed.End)
        }

        /// Waits that are over.
        var turns: [(UnsafeContinuation<Turn, Never>, Turn)] = []
        /// Calls to begin with new workers.
        var begun: [CallSlot.Name] = []
        /// What else there is, in the order in which it came up.
        var others: [Other] = []
    }
}
