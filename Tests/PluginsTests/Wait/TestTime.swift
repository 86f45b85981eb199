import Foundation
import Workstream

/// Time of a test's own: a sleep moves it on at once, and something may happen meanwhile.
final class TestTime: Sendable {
    private let slept = Lock<[Duration]>([])
    private let shown = Lock("")

    /// The sleeps so far.
    var sleeps: [Duration] { slept.withLock { $0 } }
    /// The live output so far.
    var output: String { shown.withLock { $0 } }

    /// The context of a call outside an engine, in this time, which begins at zero.
    func context(deadline: Duration? = nil, onSleep: @escaping @Sendable (_ number: Int) async throws -> Void = { _ in }) -> PluginContext {
        let start = Timestamp(nanoseconds: 0)
        return PluginContext(
            run: RunID(UUID()), path: "Block/Sequence/wait", actionToken: "action", attemptToken: "action-1", deadline: deadline.map { start + $0 },
            services: .init(
                output: { text, _ in self.shown.withLock { $0 += text } },
                sleep: { duration in
                    try Task.checkCancellation()
                    let number = self.slept.withLock { sleeps in
                        sleeps.append(duration)
                        return sleeps.count
                    }
                    try await onSleep(number)
                },
                now: { start + self.slept.withLock { $0.reduce(.zero, +) } }))
    }
}
