#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A value guarded by a mutex, on which threads can also wait until it says something.
///
/// `Lock` guards values that nobody waits for. Threads of our own (timers, plugin calls) need to sleep until there is something to do, in monotonic time
/// and without the cooperative pool; that is what the system's condition variables are for.
package final class Monitor<Value>: @unchecked Sendable {
    // SAFETY: `value` is read and written with `mutex` held, in `withLock` and `wait` alone, and both hand it out for the length of a call only.
    // Both addresses are fixed for the life of the object, as pthread demands.
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let value: UnsafeMutablePointer<Value>

    /// Makes a monitor around a value.
    package init(_ initial: sending Value) {
        mutex = .allocate(capacity: 1)
        mutex.initialize(to: pthread_mutex_t())
        let result = pthread_mutex_init(mutex, nil)
        precondition(result == 0, "The system could not make a mutex: error \(result).")
        value = .allocate(capacity: 1)
        value.initialize(to: initial)
    }

    deinit {
        pthread_mutex_destroy(mutex)
        mutex.deinitialize(count: 1)
        mutex.deallocate()
        value.deinitialize(count: 1)
        value.deallocate()
    }

    /// Looks at or changes the value, while nobody else does.
    package func withLock<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return try body(&value.pointee)
    }

    /// What a thread does after a look at the value.
    package enum Verdict<Result> {
        /// It goes on, with this.
        case proceed(Result)
        /// It sleeps until it is woken, at most this long in monotonic time, and looks again.
        case sleep(atMost: Duration?)
    }

    /// Sleeps until the value says something: asks it at once, and again after each time that the thread was woken.
    ///
    /// - Parameters:
    ///   - condition: What others signal after a change that matters here.
    ///   - body: Asks the value, and is told whether the sleep before ended by its limit. It runs anew each time and must not keep the value.
    package func wait<Result>(on condition: ThreadCondition, until body: (_ value: inout Value, _ isOverdue: Bool) -> Verdict<Result>) -> Result {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        var isOverdue = false
        while true {
            switch body(&value.pointee, isOverdue) {
            case .proceed(let result): return result
            case .sleep(let limit): isOverdue = condition.wait(mutex, for: limit) == ETIMEDOUT
            }
        }
    }
}
