#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The two ends of a pipe, both closed in any child that is not given one on purpose.
struct Pipe: ~Copyable {
    /// The end that is read.
    let reading: Descriptor
    /// The end that is written.
    let writing: Descriptor

    /// A new pipe.
    ///
    /// - Throws: `ProcessFailure` with code `.resources` when the process or the system is out of descriptors.
    init() throws(ProcessFailure) {
        var ends: [Int32] = [-1, -1]
        while Pipe.make(&ends) != 0 {
            let error = errno
            if error == EMFILE, DescriptorLimit.raise() { continue }
            throw ProcessFailure.resources(error, for: "a pipe")
        }
        let first = Descriptor(owning: ends[0])
        let second = Descriptor(owning: ends[1])
        let reading = try first.aboveStandardStreams()
        let writing = try second.aboveStandardStreams()
        self.reading = reading
        self.writing = writing
    }

    private static func make(_ ends: inout [Int32]) -> Int32 {
        #if canImport(Glibc) || canImport(Musl)
            if let pipe2 = LinuxCalls.pipe2 { return pipe2(&ends, O_CLOEXEC) }
        #endif
        let result = pipe(&ends)
        if result == 0 {
            // Another thread may start a child between the two calls. It closes what it is not given, see `SpawnActions`.
            for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        }
        return result
    }
}
