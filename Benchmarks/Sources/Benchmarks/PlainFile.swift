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

    /// Adds bytes at the end.
    func append(_ bytes: [UInt8]) throws {
        guard write(number, bytes, bytes.count) == bytes.count else { throw Refusal(code: errno) }
    }

    /// Returns when what was added survives a power cut.
    func synchronise() throws {
        #if canImport(Darwin)
            guard fcntl(number, F_FULLFSYNC) == 0 else { throw Refusal(code: errno) }
        #else
            guard fdatasync(number) == 0 else { throw Refusal(code: errno) }
        #endif
    }
}
