/// Timers of numbers, in the order in which they are due.
///
/// It is a ``TimerHeap`` for other modules of the package: generic code of one module is not specialised in another one, and is slow there.
package struct NumberedTimers: Sendable {
    private var heap = TimerHeap<Int>()

    /// Makes a heap without timers.
    package init() {}

    /// When the first timer is due; nil where none waits.
    package var nextDeadline: Timestamp? { heap.nextDeadline }

    /// Adds a timer.
    package mutating func insert(_ number: Int, at deadline: Timestamp) -> TimerID { heap.insert(number, at: deadline) }

    /// Takes a timer out; gives its number, or nil where it was due or removed already.
    package mutating func remove(_ timer: TimerID) -> Int? { heap.remove(timer) }

    /// Takes out the first timer that is due at a moment; gives its number, or nil where none is.
    package mutating func popDue(at now: Timestamp) -> Int? { heap.popDue(at: now) }
}
