#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A descriptor that becomes readable when a process ends: a pidfd on Linux, a kernel queue with one filter on Darwin.
///
/// Both go into the same `poll` as the pipes, and neither takes anything from other children of this process.
enum ExitDescriptor {
    /// Opens one, closed in any child.
    ///
    /// - Returns: `nil` when the system has none to give: before Linux 5.3, out of descriptors, or when the process has been reaped already. The caller then
    ///   has to look at the process from time to time.
    static func open(for pid: pid_t) -> Int32? {
        #if canImport(Darwin)
            let queue = kqueue()
            if queue < 0 { return nil }
            _ = fcntl(queue, F_SETFD, FD_CLOEXEC)
            var change = kevent(
                ident: UInt(pid), filter: Int16(EVFILT_PROC), flags: UInt16(EV_ADD), fflags: UInt32(truncatingIfNeeded: NOTE_EXIT), data: 0,
                udata: nil)
            if kevent(queue, &change, 1, nil, 0, nil) == 0 { return queue }
            // Among others: the process has ended before we asked.
            close(queue)
            return nil
        #else
            let descriptor = LinuxCalls.descriptor(ofProcess: pid)
            return descriptor < 0 ? nil : descriptor
        #endif
    }
}
