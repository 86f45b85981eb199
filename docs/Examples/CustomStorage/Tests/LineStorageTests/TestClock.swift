import Synchronization
import Workstream

/// The time of a storage, which a test moves.
final class TestClock: Sendable {
    private let moment = Mutex(Timestamp(nanoseconds: 1_000_000_000))

    /// The present moment.
    var now: Timestamp { moment.withLock { $0 } }

    /// Lets time pass.
    func advance(by duration: Duration) {
        moment.withLock { $0 = $0 + duration }
    }
}
