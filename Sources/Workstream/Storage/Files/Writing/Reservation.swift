/// Something that is being stored, and those who wait to hear whether it was.
final class Reservation: Sendable {
    private enum State {
        case open([CheckedContinuation<Void, Never>])
        case settled
    }

    private let state = Lock(State.open([]))

    /// Waits until it is settled.
    func wait() async {
        await withCheckedContinuation { continuation in
            let isSettled = state.withLock { state in
                guard case .open(let waiting) = state else { return true }
                state = .open(waiting + [continuation])
                return false
            }
            if isSettled { continuation.resume() }
        }
    }

    /// Tells everybody that it is settled.
    func settle() {
        let waiting = state.withLock { state -> [CheckedContinuation<Void, Never>] in
            defer { state = .settled }
            guard case .open(let waiting) = state else { return [] }
            return waiting
        }
        for continuation in waiting { continuation.resume() }
    }
}
