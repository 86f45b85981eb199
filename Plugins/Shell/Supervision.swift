/// The decisions about one process group, from its start until nothing of it is left to wait for.
///
/// A value without system calls: it is told what happened, and says what to do. Its leader is the program that was started. While the leader runs or waits to
/// be reaped, the group's number cannot belong to anybody else. Afterwards it is kept by the members that are left, so it is signalled only as long as
/// every look has found some.
struct Supervision {
    /// Something to do for the process group.
    enum Step: Hashable {
        /// Ask every member to end, and wake those that are stopped, because a stopped process does not see the request.
        case askToEnd
        /// End every member.
        case kill
        /// See whether the group still has members, and report it with `looked`.
        case look
    }

    /// How long killed members may take to disappear.
    ///
    /// They are dead already; only a parent that does not reap them keeps them in the table.
    static let sweepLimit: Duration = .seconds(1)
    private static let firstPause: Duration = .milliseconds(2)
    private static let longestPause: Duration = .milliseconds(50)

    private enum State {
        case running
        case asked(killAt: MonotonicTime)
        case killed
        case memberLeft(killAt: MonotonicTime, lookAt: MonotonicTime, pause: Duration)
        case sweeping(until: MonotonicTime, lookAt: MonotonicTime, pause: Duration)
        case ended
    }

    private var state = State.running
    private let grace: Duration
    /// Whether the group was asked to end before its leader was known to have ended.
    private(set) var wasCancelled = false

    /// Supervision of a group that has just been started.
    init(grace: Duration) {
        self.grace = grace
    }

    /// Whether nothing is left to wait for.
    var hasEnded: Bool {
        if case .ended = state { true } else { false }
    }

    /// When `due` wants to be called; `nil` when it need not be.
    var dueTime: MonotonicTime? {
        switch state {
        case .running, .killed, .ended: nil
        case .asked(let killAt): killAt
        case .memberLeft(let killAt, let lookAt, _): min(killAt, lookAt)
        case .sweeping(let until, let lookAt, _): min(until, lookAt)
        }
    }

    /// The call was cancelled; a second time changes nothing.
    mutating func cancel(at now: MonotonicTime) -> [Step] {
        guard case .running = state else { return [] }
        wasCancelled = true
        state = .asked(killAt: now + grace)
        return [.askToEnd]
    }

    /// The leader has ended and been reaped.
    ///
    /// A leader that ends by itself may leave members behind: whoever starts a server in the background wants it to live. After a cancellation nothing may stay.
    mutating func leaderEnded(at now: MonotonicTime) -> [Step] {
        switch state {
        case .running:
            state = .ended
            return []
        case .asked(let killAt):
            state = .memberLeft(killAt: killAt, lookAt: now, pause: Self.firstPause)
            return [.look]
        case .killed:
            state = .sweeping(until: now + Self.sweepLimit, lookAt: now, pause: Self.firstPause)
            return [.look]
        case .memberLeft, .sweeping, .ended:
            return []
        }
    }

    /// The group was looked at.
    mutating func looked(hasMembers: Bool, at now: MonotonicTime) {
        switch state {
        case .running, .asked, .killed, .ended:
            break
        case .memberLeft(let killAt, _, let pause):
            state = hasMembers ? .memberLeft(killAt: killAt, lookAt: now + pause, pause: min(pause * 2, Self.longestPause)) : .ended
        case .sweeping(let until, _, let pause):
            state = hasMembers && now < until ? .sweeping(until: until, lookAt: now + pause, pause: min(pause * 2, Self.longestPause)) : .ended
        }
    }

    /// Time has passed.
    mutating func due(at now: MonotonicTime) -> [Step] {
        switch state {
        case .running, .killed, .ended:
            return []
        case .asked(let killAt):
            if now < killAt { return [] }
            state = .killed
            return [.kill]
        case .memberLeft(let killAt, let lookAt, let pause):
            if now >= killAt {
                state = .sweeping(until: now + Self.sweepLimit, lookAt: now, pause: pause)
                return [.kill, .look]
            }
            return now >= lookAt ? [.look] : []
        case .sweeping(let until, let lookAt, _):
            return now >= min(until, lookAt) ? [.look] : []
        }
    }
}
