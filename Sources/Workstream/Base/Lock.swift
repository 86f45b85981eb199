#if canImport(Darwin) && !TSAN
    import Synchronization

    /// A value that one thread at a time may look at or change.
    ///
    /// It guards small shared tables; nothing is called from inside that could wait, or take a lock whose holders may want this one.
    package final class Lock<Value: ~Copyable>: Sendable {
        private let mutex: Mutex<Value>

        /// Makes a lock that holds a value.
        package init(_ initial: consuming sending Value) {
            mutex = Mutex(initial)
        }

        /// Runs a closure on the value while nobody else can; the closure must be short, and take no lock whose holders may want this one.
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
    /// It guards small shared tables; nothing is called from inside that could wait, or take a lock whose holders may want this one. A pthread mutex, for two reasons. On Linux
    /// `Synchronization.Mutex` inherits priorities, and so hands itself over to whoever waits: where two threads want it all the time, each turn costs a
    /// change of threads. And the thread sanitizer takes it for a race.
    package final class Lock<Value: ~Copyable>: @unchecked Sendable {
        /// The mutex with what it guards, side by side in memory.
        private struct Room: ~Copyable {
            var mutex = pthread_mutex_t()
            var value: Value
        }

        // SAFETY: `value` is only reached between lock and unlock of `mutex`; the pointer is owned by this object and never leaves it. That nobody else is in
        // the room is known without the check that a property would cost.
        private let room: UnsafeMutablePointer<Room>

        /// Makes a lock that holds a value.
        package init(_ initial: consuming sending Value) {
            room = .allocate(capacity: 1)
            room.initialize(to: Room(value: initial))
            pthread_mutex_init(&room.pointee.mutex, nil)
        }

        deinit {
            pthread_mutex_destroy(&room.pointee.mutex)
            room.deinitialize(count: 1)
            room.deallocate()
        }

        /// Runs a closure on the value while nobody else can; the closure must be short, and take no lock whose holders may want this one.
        package func withLock<Result, Failure: Error>(_ body: (inout sending Value) throws(Failure) -> sending Result) throws(Failure)
            -> sending Result
        {
            pthread_mutex_lock(&room.pointee.mutex)
            defer { pthread_mutex_unlock(&room.pointee.mutex) }
            return try body(&room.pointee.value)
        }
    }
#endif
