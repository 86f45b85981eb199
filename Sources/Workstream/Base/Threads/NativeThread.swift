#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Starts threads of the operating system, for work that must not stand on Swift's shared pool.
package enum NativeThread {
    /// The system refused to start a thread.
    package struct StartFailure: Error, CustomStringConvertible {
        /// The thread's name.
        package let name: String
        /// The system's error number.
        package let systemError: Int32

        /// Says what happened, why and what to do.
        package var description: String {
            "The thread \"\(name)\" could not be started: the system answered with error \(systemError). The process or its user has reached a limit of "
                + "threads or memory. Raise the limit, or run fewer things beside this one."
        }
    }

    /// How many cores the system has for us; at least one.
    package static let coreCount: Int = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))

    private final class Start {
        let name: String
        let body: @Sendable () -> Void

        init(name: String, body: @escaping @Sendable () -> Void) {
            self.name = name
            self.body = body
        }
    }

    /// Starts a thread that nobody waits for.
    ///
    /// - Parameters:
    ///   - name: What debuggers and `top -H` show; the system keeps the first 15 bytes.
    ///   - stackSize: In bytes. The systems' own defaults differ from 128 KiB to 8 MiB, so it is always set.
    ///   - body: What it does; the thread ends when it returns.
    /// - Throws: ``StartFailure``.
    package static func start(name: String, stackSize: Int = 2 << 20, _ body: @escaping @Sendable () -> Void) throws(StartFailure) {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        pthread_attr_setstacksize(&attributes, stackSize)
        let start = Unmanaged.passRetained(Start(name: name, body: body))
        #if canImport(Darwin)
            var thread: pthread_t?
            let result = pthread_create(&thread, &attributes, { NativeThread.enter($0) }, start.toOpaque())
        #else
            var thread = pthread_t()
            let result = pthread_create(&thread, &attributes, { NativeThread.enter($0!) }, start.toOpaque())
        #endif
        guard result == 0 else {
            start.release()
            throw StartFailure(name: name, systemError: result)
        }
    }

    /// Lets the thread that asks do nothing for a while; a signal may end that early.
    package static func sleep(_ duration: Duration) {
        let (seconds, attoseconds) = duration.components
        var time = timespec(tv_sec: Int(seconds), tv_nsec: Int(attoseconds / 1_000_000_000))
        nanosleep(&time, nil)
    }

    private static let mark: pthread_key_t = {
        var key = pthread_key_t()
        let result = pthread_key_create(&key, nil)
        precondition(result == 0, "The system could not make a place in its threads: error \(result).")
        return key
    }()

    /// Whether the thread that asks was started here: then it may block, because nobody counts on it but those who gave it something to do.
    package static var isCurrent: Bool { pthread_getspecific(mark) != nil }

    /// A number for the thread that asks, which no other living thread has.
    package static var currentID: UInt {
        #if canImport(Glibc)
            UInt(pthread_self())
        #else
            UInt(bitPattern: pthread_self())
        #endif
    }

    /// The name of the thread that asks, as far as the system keeps it.
    package static var currentName: String {
        var name = [CChar](repeating: 0, count: 64)
        #if canImport(Darwin)
            pthread_getname_np(pthread_self(), &name, name.count)
        #else
            guard let file = fopen("/proc/thread-self/comm", "r") else { return "" }
            defer { fclose(file) }
            guard fgets(&name, Int32(name.count), file) != nil else { return "" }
        #endif
        return String(decoding: name.prefix { $0 != 0 && $0 != 10 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private static func enter(_ argument: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
        let start = Unmanaged<Start>.fromOpaque(argument).takeRetainedValue()
        pthread_setspecific(mark, argument)
        #if canImport(Darwin)
            pthread_setname_np(String(start.name.prefix(63)))
        #else
            // The C function for this is hidden from Swift on Linux; the file does the same, and a thread without its name works as well.
            if let file = fopen("/proc/thread-self/comm", "w") {
                fputs(String(start.name.prefix(15)), file)
                fclose(file)
            }
        #endif
        start.body()
        return nil
    }
}
