/// Names a timer of a ``TimerHeap``, until it is due or removed; afterwards it names nothing, and never another timer.
package struct TimerID: Sendable, Hashable {
    fileprivate let slot: Int
    fileprivate let generation: UInt64
}

/// Timers in the order in which they are due: a binary heap in which each timer knows its place, so that removing one is cheap too.
///
/// Timers that are due at the same moment come in the order in which they were inserted, which keeps simulations repeatable. It is a plain value without
/// clock or lock; ``Watchdog`` and virtual time both stand on it.
package struct TimerHeap<Payload> {
    private struct Entry: Sendable {
        var deadline: Timestamp
        var order: UInt64
        var slot: Int

        func isBefore(_ other: Entry) -> Bool {
            deadline == other.deadline ? order < other.order : deadline < other.deadline
        }
    }

    fileprivate struct Slot {
        var position: Int
        /// Grows when the slot is freed, so that an old name does not reach the slot's next timer.
        var generation: UInt64
        var payload: Payload?
    }

    private var entries: [Entry] = []
    private var slots: [Slot] = []
    private var freeSlots: [Int] = []
    private var inserted: UInt64 = 0

    /// Makes a heap without timers.
    package init() {}

    /// How many timers wait.
    package var count: Int { entries.count }

    /// When the first timer is due; nil where none waits.
    package var nextDeadline: Timestamp? { entries.first?.deadline }

    /// Adds a timer.
    ///
    /// - Parameters:
    ///   - payload: What ``popDue(at:)`` gives back.
    ///   - deadline: When it is due.
    /// - Complexity: O(log n), and mostly O(1) for a timer that is due after most others.
    package mutating func insert(_ payload: Payload, at deadline: Timestamp) -> TimerID {
        let slot: Int
        if let free = freeSlots.popLast() {
            slot = free
            slots[slot].payload = payload
        } else {
            slot = slots.count
            slots.append(Slot(position: 0, generation: 0, payload: payload))
        }
        entries.append(Entry(deadline: deadline, order: inserted, slot: slot))
        inserted += 1
        siftUp(entries.count - 1)
        return TimerID(slot: slot, generation: slots[slot].generation)
    }

    /// Takes a timer out.
    ///
    /// - Returns: Its payload, or nil where it was due or removed already.
    /// - Complexity: O(log n).
    @discardableResult
    package mutating func remove(_ timer: TimerID) -> Payload? {
        guard timer.slot < slots.count, slots[timer.slot].generation == timer.generation else { return nil }
        return removeEntry(at: slots[timer.slot].position)
    }

    /// Takes out the first timer that is due.
    ///
    /// - Parameter now: The moment up to which timers are due, itself included.
    /// - Returns: Its payload, or nil where none is due.
    /// - Complexity: O(log n).
    package mutating func popDue(at now: Timestamp) -> Payload? {
        guard let first = entries.first, first.deadline <= now else { return nil }
        return removeEntry(at: 0)
    }

    /// Takes out all timers.
    ///
    /// - Returns: Their payloads, in no order.
    package mutating func removeAll() -> [Payload] {
        // One by one, so that names given out so far have no effect on timers to come.
        var payloads: [Payload] = []
        while !entries.isEmpty {
            if let payload = removeEntry(at: entries.count - 1) { payloads.append(payload) }
        }
        return payloads
    }

    private mutating func removeEntry(at position: Int) -> Payload? {
        let slot = entries[position].slot
        let last = entries.removeLast()
        if position < entries.count {
            entries[position] = last
            slots[last.slot].position = position
            siftDown(position)
            siftUp(slots[last.slot].position)
        }
        slots[slot].generation += 1
        freeSlots.append(slot)
        return slots[slot].payload.take()
    }

    private mutating func siftUp(_ start: Int) {
        let entry = entries[start]
        var position = start
        while position > 0 {
            let parent = (position - 1) / 2
            guard entry.isBefore(entries[parent]) else { break }
            place(entries[parent], at: position)
            position = parent
        }
        place(entry, at: position)
    }

    private mutating func siftDown(_ start: Int) {
        let entry = entries[start]
        var position = start
        while true {
            var child = 2 * position + 1
            guard child < entries.count else { break }
            if child + 1 < entries.count, entries[child + 1].isBefore(entries[child]) { child += 1 }
            guard entries[child].isBefore(entry) else { break }
            place(entries[child], at: position)
            position = child
        }
        place(entry, at: position)
    }

    private mutating func place(_ entry: Entry, at position: Int) {
        entries[position] = entry
        slots[entry.slot].position = position
    }
}

extension TimerHeap: Sendable where Payload: Sendable {}
extension TimerHeap.Slot: Sendable where Payload: Sendable {}
