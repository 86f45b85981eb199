#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The files of the system.
///
/// Everything is made for this user alone. No descriptor is inherited by a child process, no symbolic link is followed in the last part of a path, and no
/// opening waits for the other end of a pipe.
struct SystemFiles: FileSystem {
    func open(_ path: String, for use: FileUse) throws(SystemFault) -> Descriptor {
        let number = try open(path, flags: use.flags | O_NONBLOCK, doing: use == .making ? "make" : "open")
        var information = stat()
        let isKnown = fstat(number, &information) == 0
        let fault = SystemFault(errno, doing: "look at", path)
        let file = Descriptor(owning: number, path: path, size: isKnown ? Int(information.st_size) : nil)
        guard isKnown else { throw fault }
        guard FileInformation(information).kind == .file else { throw SystemFault(.noFile, doing: "open", path) }
        return file
    }

    func open(folder path: String) throws(SystemFault) -> Descriptor {
        Descriptor(owning: try open(path, flags: O_RDONLY | O_DIRECTORY, doing: "open the folder"), path: path)
    }

    private func open(_ path: String, flags: Int32, doing action: String) throws(SystemFault) -> Int32 {
        let number = retrying { systemOpen(path, flags | O_CLOEXEC | O_NOFOLLOW, 0o600) }
        guard number >= 0 else { throw SystemFault(errno, doing: action, path) }
        return number
    }

    func read(_ file: Descriptor, at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(SystemFault) -> Int {
        var done = 0
        while done < buffer.count {
            let count = retrying { pread(file.number, buffer.baseAddress?.advanced(by: done), buffer.count - done, off_t(offset + done)) }
            guard count >= 0 else { throw SystemFault(errno, doing: "read", file.path) }
            if count == 0 { break }
            done += count
        }
        return done
    }

    func write(_ bytes: UnsafeRawBufferPointer, to file: Descriptor, at offset: Int) throws(SystemFault) {
        try writeAll(bytes, to: file) { pwrite(file.number, $0.baseAddress, $0.count, off_t(offset + $1)) }
    }

    func add(_ bytes: UnsafeRawBufferPointer, to file: Descriptor) throws(SystemFault) {
        try writeAll(bytes, to: file) { piece, _ in systemWrite(file.number, piece.baseAddress, piece.count) }
    }

    /// The system may take the bytes in several pieces.
    private func writeAll(
        _ bytes: UnsafeRawBufferPointer, to file: Descriptor, _ call: (UnsafeRawBufferPointer, Int) -> Int
    ) throws(SystemFault) {
        var done = 0
        while done < bytes.count {
            let count = retrying { call(UnsafeRawBufferPointer(rebasing: bytes[done...]), done) }
            guard count >= 0 else { throw SystemFault(errno, doing: "write", file.path) }
            done += count
        }
    }

    func truncate(_ file: Descriptor, to size: Int) throws(SystemFault) {
        guard retrying({ ftruncate(file.number, off_t(size)) }) == 0 else { throw SystemFault(errno, doing: "cut off", file.path) }
    }

    func synchronise(_ file: Descriptor) throws(SystemFault) {
        #if canImport(Darwin)
            // There, fsync alone leaves the data in the drive's own cache.
            if fcntl(file.number, F_FULLFSYNC) == 0 { return }
            let result = retrying { fsync(file.number) }
        #else
            let result = retrying { fdatasync(file.number) }
        #endif
        guard result == 0 else { throw SystemFault(errno, doing: "sync", file.path) }
    }

    func lock(_ file: Descriptor) throws(SystemFault) -> Bool {
        if retrying({ flock(file.number, LOCK_EX | LOCK_NB) }) == 0 { return true }
        guard errno == EWOULDBLOCK else { throw SystemFault(errno, doing: "lock", file.path) }
        return false
    }

    func unlock(_ file: Descriptor) {
        _ = flock(file.number, LOCK_UN)
    }
}

extension FileUse {
    /// The flags of `open`.
    fileprivate var flags: Int32 {
        switch self {
        case .reading: O_RDONLY
        case .changing: O_RDWR
        case .keeping: O_RDWR | O_CREAT
        case .making: O_RDWR | O_CREAT | O_EXCL
        case .adding: O_RDWR | O_CREAT | O_APPEND
        }
    }
}

/// Makes a call again that a signal interrupted.
func retrying<Result: FixedWidthInteger>(_ call: () -> Result) -> Result {
    while true {
        let result = call()
        if result != -1 || errno != EINTR { return result }
    }
}

// Inside of methods called `open` and `write`, the plain names would mean the methods.
private func systemOpen(_ path: String, _ flags: Int32, _ permissions: mode_t) -> Int32 { open(path, flags, permissions) }
private func systemWrite(_ number: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int { write(number, bytes, count) }
