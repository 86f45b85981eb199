#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file that is written with nothing between the program and the system.
struct PlainFile: ~Copyable {
    /// What the system refused.
    struct Refusal: Error {
        /// Its number.
        let code: Int32
    }

    private let number: Int32

    /// Makes a file.
    init(_ path: String) throws {
        number = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard number >= 0 else { throw Refusal(code: errno) }
    }

    deinit { close(number) }

    /// Adds lines at the end, each durable before the next.
    func append(eachDurably lines: [[UInt8]]) throws {
        for line in lines {
            guard write(number, line, line.count) == line.count else { throw Refusal(code: errno) }
            try synchronise()
        }
    }

    private func synchronise() throws {
        #if canImport(Darwin)
            guard fcntl(number, F_FULLFSYNC) == 0 else { throw Refusal(code: errno) }
        #else
            guard fdatasync(number) == 0 else { throw Refusal(code: errno) }
        #endif
    }

    /// Reads a file in pieces, all into the same room, as who is in a hurry does.
    static func pass(over path: String, _ body: (UnsafeRawBufferPointer) -> Void) throws {
        let number = open(path, O_RDONLY | O_CLOEXEC)
        guard number >= 0 else { throw Refusal(code: errno) }
        defer { close(number) }
        try withUnsafeTemporaryAllocation(byteCount: 1 << 18, alignment: 16) { room in
            while true {
                let count = read(number, room.baseAddress, room.count)
                guard count >= 0 else { throw Refusal(code: errno) }
                if count == 0 { return }
                body(UnsafeRawBufferPointer(rebasing: room[..<count]))
            }
        }
    }

    /// What stands in a file.
    static func contents(of path: String) throws -> [UInt8] {
        let number = open(path, O_RDONLY | O_CLOEXEC)
        guard number >= 0 else { throw Refusal(code: errno) }
        defer { close(number) }
        var status = stat()
        guard fstat(number, &status) == 0 else { throw Refusal(code: errno) }
        return [UInt8](unsafeUninitializedCapacity: Int(status.st_size)) { buffer, count in
            count = max(0, read(number, buffer.baseAddress, buffer.count))
        }
    }
}
