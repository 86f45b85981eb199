/// Threads of its own for plugin calls, so that a plugin that blocks or ignores its cancellation harms only its own action.
///
/// Each call gets a task executor (``Call``) over one pool of threads: whatever the call awaits and whichever child tasks it makes run there too; the shared
/// pool stays free. There are as many threads as cores, and one more for each that has been stuck in a job for some milliseconds while others waited, up to
/// a limit. Threads of abandoned calls are written off: they count against a limit of their own, past which new calls are refused.
package final class PluginExecutor: Sendable {
    private let pool: Pool
    private let limits: Limits

    /// Makes an executor without threads; they come with the calls.
    ///
    /// - Throws: ``NativeThread/StartFailure`` where not even the thread that watches over the others can be had.
    package init(limits: Limits = Limits()) throws {
        self.limits = limits
        pool = try Pool(limits: limits)
    }

    deinit {
        pool.stop()
    }

    /// What the pool looks like now.
    package var census: Census { pool.census }

    /// Begins a call.
    ///
    /// - Parameters:
    ///   - name: The task's name, for debuggers.
    ///   - operation: The call; what it throws or returns, it hands in itself.
    /// - Returns: The task, and the call to abandon where it does not return.
    /// - Throws: ``Refusal``.
    package func spawn(_ name: String, _ operation: @escaping @Sendable () async -> Void) throws(Refusal) -> PluginTask {
        let writtenOff = pool.census.writtenOff
        guard writtenOff < limits.writtenOff else { throw Refusal(writtenOff: writtenOff, limit: limits.writtenOff) }
        let call = Call(pool: pool)
        // Unstructured: an abandoned call must not be a child that somebody waits for.
        let task = Task(name: name, executorPreference: call) { await operation() }
        return PluginTask(task: task, abandon: { call.abandon() })
    }

    /// How many threads there are, and what they do.
    package struct Census: Sendable, Hashable {
        /// Threads that count against the limit, idle ones included.
        package var threads: Int
        /// Threads that wait for something to do.
        package var idle: Int
        /// Threads that run jobs of abandoned calls.
        package var writtenOff: Int
        /// Jobs that wait for a thread.
        package var waiting: Int
    }
}
