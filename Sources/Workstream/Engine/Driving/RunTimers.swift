/// What a run waits for in time: wake-ups of its machine, and the limits of its calls.
///
/// A value; the driver arms one timer of the watchdog for the first of them.
struct RunTimers: Sendable {
    /// What is due.
    enum Due: Sendable {
        /// A wake-up that the machine asked for.
        case wake(node: Int)
        /// A call is past its timeout, or the deadline of its action.
        case overdue(CallSlot.Name, Event.CutReason)
        /// A cancelled call is past its grace period.
        case graceIsOver(CallSlot.Name)
    }

    private var wakes = TimerHeap<Int>()
    private var wakeOf: [Int: TimerID] = [:]
    private var limits = TimerHeap<Due>()
    /// When the watchdog will call, at the latest; nil: it will not.
    private var armed: Timestamp?

    /// When the machine next wants to be woken.
    var nextWake: Timestamp? { wakes.nextDeadline }

    /// Sets the wake-up of a node; an earlier one of the same node is for something that is past.
    mutating func wake(_ node: Int, at time: Timestamp) {
        let replaced = wakeOf.updateValue(wakes.insert(node, at: time), forKey: node)
        if let replaced { wakes.remove(replaced) }
    }

    /// Sets a limit of a call.
    mutating func limit(_ due: Due, at time: Timestamp) -> TimerID {
        limits.insert(due, at: time)
    }

    /// Takes a limit back.
    mutating func drop(_ timer: TimerID) {
        limits.remove(timer)
    }

    /// Drops everything.
    mutating func removeAll() {
        _ = wakes.removeAll()
        _ = limits.removeAll()
        wakeOf.removeAll()
    }

    /// The first thing that is due.
    mutating func popDue(at now: Timestamp) -> Due? {
        if let due = limits.popDue(at: now) { return due }
        guard let node = wakes.popDue(at: now) else { return nil }
        wakeOf[node] = nil
        return .wake(node: node)
    }

    /// The watchdog has called.
    mutating func disarm() {
        armed = nil
    }

    /// For when the watchdog must be asked to call; nil: it will in time.
    mutating func arm() -> Timestamp? {
        guard let next = [wakes.nextDeadline, limits.nextDeadline].compactMap(\.self).min() else { return nil }
        if let armed, armed <= next { return nil }
        armed = next
        return next
    }
}
