#if canImport(Darwin) && !TSAN
    import Synchronization

    /// A value that one thread at a time may look at or change.
    ///
    /// It guards small shared tables; nothing is called from inside that could wait or take another lock.
    package final class Lock<Value>: Sendable {
        private let mutex: Mutex<Value>

        /// Makes a lock that holds a value.
        package init(_ initial: sending Value) {
            mutex = Mutex(initial)
        }

        /// Runs a closure on the value while nobody else can; the closure must be short and must not take another lock.
        package func withLock<Result, Failure: Error>(_ body: (inout sending Value) throws(Failure) -> sending Result) throws(Failure)
            -> sending Result
        {
            try mutex.withLock(body)
        }
    }
#else
    #if canImport(Glibc)
        import Glibc
    #elseif canImport(Musl)
        import Musl
    #elseif canImport(Darwin)
        import Darwin
    #endif

    /// A value that one thread at a time may look at or change.
    ///
    /// It guards small shared tables; nothing is called from inside that could wait or take another lock. A pthread mutex, for two reasons. On Linux
    /// `Synchronization.Mutex` inherits priorities, and so hands itself over to whoever waits: where two threads want it all the time, each turn costs a
    /// change of threads. And the thread sanitizer takes it for a race.
    package final class Lock<Value>: @unchecked Sendable {
        // SAFETY: `value` is only reached between lock and unlock of `mutex`; the pointer is owned by this object and never leaves it.
        private let mutex: UnsafeMutablePointer<pthread_mutex_t>
        private var value: Value

        /// Makes a lock that holds a value.
        package init(_ initial: sending Value) {
            mutex = .allocate(capacity: 1)
            mutex.initialize(to: pthread_mutex_t())
            pthread_mutex_init(mutex, nil)
            value = initial
        }

        deinit {
            pthread_mutex_destroy(mutex)
            mutex.deinitialize(count: 1)
            mutex.deallocate()
        }

        /// Runs a closure on the value while nobody else can; the closure must be short and must not take another lock.
        package func withLock<Result, Failure: Error>(_ body: (inout sending Value) throws(Failure) -> sending Result) throws(Failure)
            -> sending Result
        {
            pthread_mutex_lock(mutex)
            defer { pthread_mutex_unlock(mutex) }
            return try body(&value)
        }
    }
#endif
