#if canImport(Glibc) || canImport(Musl)
    #if canImport(Glibc)
        import Glibc
    #else
        import Musl
    #endif

    /// System calls that Linux has and the Swift module of its C library does not show, found in the running program.
    ///
    /// Each is `nil` where the C library does not have it, or where the program is linked without a dynamic loader. Everything that uses one has another way.
    enum LinuxCalls {
        private typealias SystemCall = @convention(c) (Int, Int32, UInt32) -> Int
        // The same on every architecture: the calls added since Linux 5.1 share one table.
        private static let pidfdOpenNumber = 434

        private static let pidfdOpen = find("pidfd_open", as: (@convention(c) (Int32, UInt32) -> Int32).self)
        private static let systemCall = find("syscall", as: SystemCall.self)

        /// Makes a pipe with flags, so that no moment exists in which another thread's child could inherit it.
        static let pipe2 = find("pipe2", as: (@convention(c) (UnsafeMutablePointer<Int32>, Int32) -> Int32).self)
        /// Lets the child close every descriptor from a number on (glibc 2.34).
        static let addCloseFrom = find(
            "posix_spawn_file_actions_addclosefrom_np",
            as: (@convention(c) (UnsafeMutablePointer<posix_spawn_file_actions_t>, Int32) -> Int32).self)
        /// Lets the child change its directory before the program begins (glibc 2.29).
        static let addChangeDirectory = find(
            "posix_spawn_file_actions_addchdir_np",
            as: (@convention(c) (UnsafeMutablePointer<posix_spawn_file_actions_t>, UnsafePointer<CChar>) -> Int32).self)

        /// A descriptor that becomes readable when the process ends (Linux 5.3); -1 where the system has none to give.
        static func descriptor(ofProcess pid: pid_t) -> Int32 {
            if let pidfdOpen { return pidfdOpen(pid, 0) }
            if let systemCall { return Int32(truncatingIfNeeded: systemCall(pidfdOpenNumber, pid, 0)) }
            return -1
        }

        private static func find<Function>(_ name: String, as type: Function.Type) -> Function? {
            // SAFETY: the type is the C declaration of the function, and a C function pointer has the size of a raw pointer.
            dlsym(nil, name).map { unsafeBitCast($0, to: type) }
        }
    }
#endif
