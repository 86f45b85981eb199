/// A plugin call that was begun.
package struct PluginTask: Sendable {
    /// The task that the call runs in.
    package let task: Task<Void, Never>
    private let giveUp: @Sendable () -> Void

    /// Makes the handle of a call.
    package init(task: Task<Void, Never>, abandon: @escaping @Sendable () -> Void) {
        self.task = task
        giveUp = abandon
    }

    /// Asks the call to end.
    package func cancel() {
        task.cancel()
    }

    /// Gives the call up, after it has ignored its cancellation: its thread is written off.
    ///
    /// It may still end some day; who made it must be ready for that.
    package func abandon() {
        giveUp()
    }
}
