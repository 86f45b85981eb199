#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What happens in a child between its beginning and its program: the descriptors it gets, and its directory.
struct SpawnActions: ~Copyable {
    #if canImport(Darwin)
        private var actions: posix_spawn_file_actions_t?
        /// Whether the system can change the child's directory.
        static let canChangeDirectory = true
        /// Whether the system can close all other descriptors; here an attribute does, see `SpawnAttributes`.
        static let canCloseFrom = true
    #else
        private var actions = posix_spawn_file_actions_t()
        /// Whether the system can change the child's directory.
        static var canChangeDirectory: Bool { LinuxCalls.addChangeDirectory != nil }
        /// Whether the system can close all other descriptors.
        static var canCloseFrom: Bool { LinuxCalls.addCloseFrom != nil }
    #endif

    /// No actions yet.
    init() {
        posix_spawn_file_actions_init(&actions)
    }

    deinit {
        var actions = actions
        posix_spawn_file_actions_destroy(&actions)
    }

    /// Gives the child a descriptor of ours under another number.
    mutating func duplicate(_ descriptor: Int32, as number: Int32) {
        posix_spawn_file_actions_adddup2(&actions, descriptor, number)
    }

    /// Lets the child read the null device under that number.
    mutating func openNullDevice(as number: Int32) {
        posix_spawn_file_actions_addopen(&actions, number, "/dev/null", O_RDONLY, 0)
    }

    /// Lets the child start in a directory, where the system can do that.
    mutating func changeDirectory(to directory: String) {
        #if canImport(Darwin)
            posix_spawn_file_actions_addchdir_np(&actions, directory)
        #else
            _ = LinuxCalls.addChangeDirectory?(&actions, directory)
        #endif
    }

    /// Lets the child close whatever is no standard stream.
    ///
    /// Our own descriptors are closed by their flag; this is for those of the program around us. Where the system cannot close all at once, a descriptor that
    /// another thread opens at this very moment can still reach the child; the limit on reading after the end of a program makes that harmless.
    mutating func closeEverythingElse(atOnce: Bool) {
        #if !canImport(Darwin)
            if atOnce, let addCloseFrom = LinuxCalls.addCloseFrom {
                _ = addCloseFrom(&actions, 3)
                return
            }
            for descriptor in Self.inheritable { posix_spawn_file_actions_addclose(&actions, descriptor) }
        #endif
    }

    /// Calls the body with a pointer for `posix_spawn`.
    #if canImport(Darwin)
        mutating func withPointer<Result>(_ body: (UnsafePointer<posix_spawn_file_actions_t?>) -> Result) -> Result {
            withUnsafePointer(to: &actions, body)
        }
    #else
        mutating func withPointer<Result>(_ body: (UnsafePointer<posix_spawn_file_actions_t>) -> Result) -> Result {
            withUnsafePointer(to: &actions, body)
        }
    #endif

    #if !canImport(Darwin)
        /// The open descriptors above the standard streams that a child would inherit.
        private static var inheritable: [Int32] {
            guard let directory = opendir("/proc/self/fd") else { return [] }
            defer { closedir(directory) }
            var numbers: [Int32] = []
            while let entry = readdir(directory) {
                let name = withUnsafePointer(to: &entry.pointee.d_name) {
                    $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                }
                guard let number = Int32(name), number > 2, fcntl(number, F_GETFD) & FD_CLOEXEC == 0 else { continue }
                numbers.append(number)
            }
            return numbers
        }
    #endif
}
