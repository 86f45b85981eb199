#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The signals and the group of a child, the same for every child.
///
/// A child inherits ignored and blocked signals, and those of the program around us are none of its business: with SIGPIPE ignored, `yes | head` would not end.
struct SpawnAttributes: ~Copyable {
    #if canImport(Darwin)
        private var attributes: posix_spawnattr_t?
    #else
        private var attributes = posix_spawnattr_t()
    #endif

    /// A group of its own, no blocked signal, no ignored signal.
    init() {
        posix_spawnattr_init(&attributes)
        var flags = Int32(POSIX_SPAWN_SETPGROUP) | Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETSIGMASK)
        #if canImport(Darwin)
            flags |= Int32(POSIX_SPAWN_CLOEXEC_DEFAULT)
        #endif
        posix_spawnattr_setflags(&attributes, Int16(truncatingIfNeeded: flags))
        posix_spawnattr_setpgroup(&attributes, 0)
        var signals = sigset_t()
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
    }

    deinit {
        var attributes = attributes
        posix_spawnattr_destroy(&attributes)
    }

    /// Calls the body with a pointer for `posix_spawn`.
    #if canImport(Darwin)
        borrowing func withPointer<Result>(_ body: (UnsafePointer<posix_spawnattr_t?>) -> Result) -> Result {
            withUnsafePointer(to: attributes, body)
        }
    #else
        borrowing func withPointer<Result>(_ body: (UnsafePointer<posix_spawnattr_t>) -> Result) -> Result {
            withUnsafePointer(to: attributes, body)
        }
    #endif
}
