#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Collects the bytes of a secret from a descriptor, no more than a secret may have.
struct SecretBytes {
    /// What one read came to.
    enum Progress: Equatable {
        /// There may be more.
        case more
        /// There is no more at present; only where the descriptor does not block.
        case notYet
        /// That was all.
        case end
        /// More came than a secret may have.
        case tooMany
        /// The system says why not.
        case failed(Int32)
    }

    /// How many bytes a secret may have: 64 KiB, far more than any key.
    static let limit = 65_536

    /// What came so far.
    private(set) var content: [UInt8] = []

    /// Reads once.
    mutating func read(from descriptor: Int32) -> Progress {
        var buffer = [UInt8](repeating: 0, count: 4_096)
        let count = buffer.withUnsafeMutableBytes { Self.systemRead(descriptor, $0.baseAddress, $0.count) }
        guard count >= 0 else {
            switch errno {
            case EINTR: return .more
            case EAGAIN: return .notYet
            default: return .failed(errno)
            }
        }
        content += buffer[..<count]
        return count == 0 ? .end : content.count > Self.limit ? .tooMany : .more
    }

    /// The value; one newline at its end is dropped, since editors and programs put one there.
    ///
    /// - Parameter place: Where the bytes come from, as the subject of a sentence.
    /// - Throws: `PluginError` with code `.secretUnavailable` when there are none, or when they are no UTF-8; it does not show them.
    func value(from place: String) throws -> String {
        let bytes = content.last == UInt8(ascii: "\n") ? content.dropLast() : content[...]
        guard !bytes.isEmpty else { throw Self.empty(place) }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw PluginError(
                .secretUnavailable, "\(place) gives bytes that are no UTF-8. A secret is text: keep it in a text form, such as Base64.",
                isPermanent: true)
        }
        return text
    }

    /// The error of a secret without content.
    ///
    /// - Parameter place: Where the bytes should have come from, as the subject of a sentence.
    static func empty(_ place: String) -> PluginError {
        PluginError(
            .secretUnavailable, "\(place) gives an empty secret. Nothing would be protected by it: put the value there, or correct the reference.")
    }

    /// The error of a secret that is too large.
    ///
    /// - Parameter place: Where the bytes come from, as the subject of a sentence.
    static func tooLarge(_ place: String) -> PluginError {
        PluginError(
            .secretUnavailable, "\(place) gives more than \(limit) bytes. A secret is not that large: correct the reference.", isPermanent: true)
    }

    /// The system's words for a number of `errno`.
    static func words(for error: Int32) -> String {
        "\(strerror(error).map { String(cString: $0) } ?? "unknown error") (errno \(error))"
    }

    // Inside a method called `read`, the plain name would mean the method.
    private static func systemRead(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int {
        #if canImport(Glibc)
            Glibc.read(descriptor, bytes, count)
        #elseif canImport(Musl)
            Musl.read(descriptor, bytes, count)
        #elseif canImport(Darwin)
            Darwin.read(descriptor, bytes, count)
        #endif
    }
}
