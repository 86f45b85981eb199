#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The name of a file as the system has it: bytes, which need not be UTF-8.
struct FileName: Hashable, Comparable, CustomStringConvertible {
    /// The bytes, with a zero at the end.
    let bytes: [CChar]

    /// The name with these bytes, the last of them zero.
    init(bytes: some Collection<CChar>) {
        self.bytes = Array(bytes)
    }

    /// The name that a text is, in UTF-8.
    init(_ text: String) {
        self.bytes = Array(text.utf8CString)
    }

    /// The name as text; bytes that are no UTF-8 are shown as replacement characters.
    var description: String {
        String(decoding: bytes.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    static func < (left: FileName, right: FileName) -> Bool {
        left.bytes.lexicographicallyPrecedes(right.bytes)
    }

    /// The names in a directory, sorted by their bytes.
    static func all(in directory: borrowing OpenFile) throws -> [FileName] {
        // The stream takes over the descriptor that it is made of, and a copy of it would share its position: so the directory is opened once more.
        let number = openat(directory.number, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard number >= 0 else { throw FileFailure.error(errno, doing: "read the directory", directory.path) }
        guard let stream = fdopendir(number) else {
            let error = errno
            close(number)
            throw FileFailure.error(error, doing: "read the directory", directory.path)
        }
        defer { closedir(stream) }
        var names: [FileName] = []
        while true {
            errno = 0
            guard let entry = readdir(stream) else { break }
            let name = withUnsafeBytes(of: &entry.pointee.d_name) { FileName(bytes: $0.prefix { $0 != 0 }.map { CChar(bitPattern: $0) } + [0]) }
            if name != FileName("."), name != FileName("..") { names.append(name) }
        }
        guard errno == 0 else { throw FileFailure.error(errno, doing: "read the directory", directory.path) }
        return names.sorted()
    }
}
