import Workstream

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// An open file or directory, closed when its owner goes.
struct OpenFile: ~Copyable {
    /// The number that system calls take.
    let number: Int32
    /// The path that messages name.
    let path: String

    /// Takes over an open descriptor.
    init(owning number: Int32, path: String) {
        self.number = number
        self.path = path
    }

    deinit {
        close(number)
    }

    /// Opens a file for reading; a symbolic link is followed.
    init(reading path: String) throws {
        let number = FileCall.retrying { open(path, O_RDONLY | O_CLOEXEC) }
        guard number >= 0 else { throw FileFailure.error(errno, doing: "open", path) }
        self.init(owning: number, path: path)
    }

    /// Opens a directory, so that it can be synced or walked.
    init(directory path: String) throws {
        let number = FileCall.retrying { open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
        guard number >= 0 else { throw FileFailure.error(errno, doing: "open the directory", path) }
        self.init(owning: number, path: path)
    }

    /// What the system knows about it.
    func information() throws -> stat {
        var information = stat()
        guard fstat(number, &information) == 0 else { throw FileFailure.error(errno, doing: "look at", path) }
        return information
    }

    /// Reads the next bytes into the buffer; 0 at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        let count = FileCall.retrying { Self.systemRead(number, buffer.baseAddress, buffer.count) }
        guard count >= 0 else { throw FileFailure.error(errno, doing: "read", path) }
        return count
    }

    /// Writes all the bytes; the system may take them in several pieces.
    func write(_ bytes: UnsafeRawBufferPointer) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let piece = UnsafeRawBufferPointer(rebasing: rest)
            let count = FileCall.retrying { Self.systemWrite(number, piece.baseAddress, piece.count) }
            guard count >= 0 else { throw FileFailure.error(errno, doing: "write", path) }
            rest = rest.dropFirst(count)
        }
    }

    /// Returns when the content is on the disk and survives a power cut.
    func synchronise() throws {
        #if canImport(Darwin)
            // There, fsync alone leaves the data in the drive's own cache.
            if fcntl(number, F_FULLFSYNC) == 0 { return }
        #endif
        let result = FileCall.retrying { fsync(number) }
        // Some file systems have nothing to sync for a directory and say so with EINVAL.
        guard result == 0 || errno == EINVAL else { throw FileFailure.error(errno, doing: "sync", path) }
    }

    // Inside a method called `read`, the plain name would mean the method.
    private static func systemRead(_ number: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int {
        #if canImport(Glibc)
            Glibc.read(number, bytes, count)
        #elseif canImport(Musl)
            Musl.read(number, bytes, count)
        #elseif canImport(Darwin)
            Darwin.read(number, bytes, count)
        #endif
    }

    private static func systemWrite(_ number: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
        #if canImport(Glibc)
            Glibc.write(number, bytes, count)
        #elseif canImport(Musl)
            Musl.write(number, bytes, count)
        #elseif canImport(Darwin)
            Darwin.write(number, bytes, count)
        #endif
    }
}
