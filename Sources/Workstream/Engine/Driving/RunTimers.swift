/// What a run waits for in time: wake-ups of its machine, and the limits of its calls.
///
/// A value; the driver arms one timer of the watchdog for the first of them.
struct RunTimers: Sendable {
    private var wakes = TimerHeap<Int>()
    private var wakeOf: [Int: TimerID] = [:]
    /// When the limits of the calls are looked at, at the latest; nil: no call has one.
    ///
    /// It is never later than the first limit. It may be earlier, since a call that ends takes nothing back.
    private var look: Timestamp?
    /// When the watchdog will call, at the latest; nil: it will not.
    private var armed: Timestamp?

    /// When the machine next wants to be woken.
    var nextWake: Timestamp? { wakes.nextDeadline }

    /// Sets the wake-up of a node; an earlier one of the same node is for something that is past.
    mutating func wake(_ node: Int, at time: Timestamp) {
        let replaced = wakeOf.updateValue(wakes.insert(node, at: time), forKey: node)
        if let replaced { wakes.remove(replaced) }
    }

    /// A call has a limit at that time.
    mutating func limit(at time: Timestamp) {
        if let look, look <= time { return }
        look = time
    }

    /// Whether the limits of the calls are to be looked at; whoever does so says afterwards which is the next.
    mutating func isTimeToLook(at now: Timestamp) -> Bool {
        guard let look, look <= now else { return false }
        self.look = nil
        return true
    }

    /// Drops everything.
    mutating func removeAll() {
        _ = wakes.removeAll()
        wakeOf.removeAll()
        look = nil
    }

    /// The first node that is to be woken.
    mutating func popWake(at now: Timestamp) -> Int? {
        guard let node = wakes.popDue(at: now) else { return nil }
        wakeOf[node] = nil
        return node
    }

    /// The watchdog has called.
    mutating func disarm() {
        armed = nil
    }

    /// For when the watchdog must be asked to call; nil: it will in time.
    mutating func arm() -> Timestamp? {
        let next: Timestamp
        switch (look, wakes.nextDeadline) {
        case (nil, nil): return nil
        case (let time?, nil), (nil, let time?): next = time
        case (let limit?, let wake?): next = min(limit, wake)
        }
        if let armed, armed <= next { return nil }
        armed = next
        return next
    }
}
