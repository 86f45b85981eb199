import Workstream

extension PluginPromise {
    /// A plugin lets go when it is told to.
    static let cancellations = [
        PluginPromise(
            "S26 a call that is cancelled ends within its limit",
            because:
                "After a timeout or a stop an engine waits for the call; one that goes on is given up, keeps a thread, and leaves its outcome unknown."
        ) { trial in
            let request = try trial.subject.slow?() ?? trial.request
            for delay in [Duration.zero, .milliseconds(50)] {
                try trial.expect(
                    try await trial.cancel(request, after: delay),
                    "the call with \(trial.short(request)) had not ended \(trial.subject.cancellationLimit) after it was cancelled. Let it end with a "
                        + "`CancellationError` as soon as `Task.isCancelled`")
            }
        }
    ]
}
