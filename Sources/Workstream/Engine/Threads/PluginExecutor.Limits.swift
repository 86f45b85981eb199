extension PluginExecutor {
    /// How many threads plugin calls may have, and when.
    package struct Limits: Sendable {
        /// Threads that are started at once when jobs wait; beyond them only when those that are there are stuck.
        package var eager: Int
        /// The most threads, written-off ones not counted.
        package var threads: Int
        /// The most threads that may be stuck in abandoned calls before new calls are refused.
        package var writtenOff: Int
        /// After a job has run this long (up to twice as long), its thread no longer counts as available to others.
        package var patience: Duration
        /// After a thread had nothing to do this long, it ends.
        package var idle: Duration

        /// Limits that suit most programs.
        ///
        /// A thread costs a few KiB of memory and 2 MiB of address space as long as it uses little of its stack.
        package init(
            eager: Int = NativeThread.coreCount, threads: Int = 512, writtenOff: Int = 64, patience: Duration = .milliseconds(5),
            idle: Duration = .seconds(10)
        ) {
            self.eager = eager
            self.threads = threads
            self.writtenOff = writtenOff
            self.patience = patience
            self.idle = idle
        }
    }
}
