#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A place of which each thread has its own, for an object.
///
/// Places are never given back, so it is for static constants.
struct ThreadSeat<Object: AnyObject>: Sendable {
    private let key: pthread_key_t

    /// Makes the place; it is empty in each thread.
    init() {
        var key = pthread_key_t()
        #if canImport(Darwin)
            let result = pthread_key_create(&key) { Unmanaged<AnyObject>.fromOpaque($0).release() }
        #else
            let result = pthread_key_create(&key) { if let object = $0 { Unmanaged<AnyObject>.fromOpaque(object).release() } }
        #endif
        precondition(result == 0, "The system could not make a place in its threads: error \(result).")
        self.key = key
    }

    /// The object of the thread that asks; it is let go when the thread ends.
    var value: Object? {
        get { pthread_getspecific(key).map { Unmanaged<Object>.fromOpaque($0).takeUnretainedValue() } }
        nonmutating set {
            if let old = pthread_getspecific(key) { Unmanaged<Object>.fromOpaque(old).release() }
            pthread_setspecific(key, newValue.map { UnsafeRawPointer(Unmanaged.passRetained($0).toOpaque()) })
        }
    }
}
