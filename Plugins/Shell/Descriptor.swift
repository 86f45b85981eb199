#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// An open file descriptor that is closed when its owner goes.
struct Descriptor: ~Copyable {
    /// The number.
    let number: Int32

    /// Takes over an open descriptor.
    init(owning number: Int32) {
        self.number = number
    }

    deinit {
        close(number)
    }

    /// Gives the open descriptor to somebody who closes it by number.
    consuming func release() -> Int32 {
        let number = number
        discard self
        return number
    }

    /// Lets reads and writes through this descriptor answer at once.
    func makeNonblocking() {
        _ = fcntl(number, F_SETFL, fcntl(number, F_GETFL) | O_NONBLOCK)
        #if canImport(Darwin)
            // A write to a pipe without a reader would otherwise signal the whole process.
            _ = fcntl(number, F_SETNOSIGPIPE, 1)
        #endif
    }

    /// The same file under a number above those of the standard streams, still closed in any child.
    ///
    /// A program that was started with a standard stream closed gets that number for its next file; handing the file to a child would then overwrite another.
    consuming func aboveStandardStreams() throws(ProcessFailure) -> Descriptor {
        if number > 2 { return self }
        let copy = fcntl(number, F_DUPFD_CLOEXEC, 3)
        if copy < 0 { throw ProcessFailure.resources(errno, for: "a pipe") }
        return Descriptor(owning: copy)
    }
}
