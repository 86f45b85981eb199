#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What threads sleep on, and what wakes them.
package final class ThreadCondition: @unchecked Sendable {
    // SAFETY: pthread's own functions guard what stands behind the pointer, which is fixed for the life of the object.
    private let condition: UnsafeMutablePointer<pthread_cond_t>

    /// Makes a condition that nobody waits on yet.
    package init() {
        condition = .allocate(capacity: 1)
        condition.initialize(to: pthread_cond_t())
        #if canImport(Darwin)
            let result = pthread_cond_init(condition, nil)
        #else
            var attributes = pthread_condattr_t()
            pthread_condattr_init(&attributes)
            pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
            let result = pthread_cond_init(condition, &attributes)
            pthread_condattr_destroy(&attributes)
        #endif
        precondition(result == 0, "The system could not make a condition variable: error \(result).")
    }

    deinit {
        pthread_cond_destroy(condition)
        condition.deinitialize(count: 1)
        condition.deallocate()
    }

    /// Wakes one thread that sleeps on it, if any does.
    package func signal() {
        pthread_cond_signal(condition)
    }

    /// Sleeps with a locked mutex, which is unlocked meanwhile; the system's result says whether the limit ended it.
    func wait(_ mutex: UnsafeMutablePointer<pthread_mutex_t>, for limit: Duration?) -> Int32 {
        guard let limit else { return pthread_cond_wait(condition, mutex) }
        // A day at a time is often enough, and keeps the sums below far from overflow.
        let (seconds, attoseconds) = min(max(limit, .zero), .seconds(86_400)).components
        #if canImport(Darwin)
            var relative = timespec(tv_sec: Int(seconds), tv_nsec: Int(attoseconds / 1_000_000_000))
            return pthread_cond_timedwait_relative_np(condition, mutex, &relative)
        #else
            var end = timespec()
            clock_gettime(CLOCK_MONOTONIC, &end)
            end.tv_sec += Int(seconds)
            end.tv_nsec += Int(attoseconds / 1_000_000_000)
            if end.tv_nsec >= 1_000_000_000 {
                end.tv_nsec -= 1_000_000_000
                end.tv_sec += 1
            }
            return pthread_cond_timedwait(condition, mutex, &end)
        #endif
    }
}
