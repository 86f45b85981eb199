extension Payload {
    /// A value as it is journaled: whole, or clipped when its canonical JSON has more bytes than the limit (S32).
    ///
    /// - Complexity: O(size of the value).
    package init(_ value: JSON, limit: Int) {
        self.init(bytes: value.bytes(.canonical), limit: limit)
    }

    /// Canonical JSON as it is journaled: whole, or clipped when it has more bytes than the limit (S32).
    package init(bytes: [UInt8], limit: Int) {
        guard bytes.count > max(limit, 0) else {
            self = .whole(bytes)
            return
        }
        // Half of the limit each at most, so that what is kept is never larger than what may be.
        let excerpt = min(PayloadLimits.excerpt, max(limit, 0) / 2)
        // A character that the cut went through would come back as U+FFFD and be longer than it was, so decode a little more and cut at a whole one.
        let beginning = String(decoding: bytes.prefix(Self.wholeScalars(bytes, upTo: excerpt)), as: UTF8.self)
        let end = String(decoding: bytes.suffix(bytes.count - Self.nextScalar(bytes, from: bytes.count - excerpt)), as: UTF8.self)
        self = .clipped(Clipped(beginning: beginning, end: end, length: bytes.count, digest: SHA256.hash(bytes).description))
    }

    /// The JSON value.
    ///
    /// - Throws: `Unreadable` when the value was too large to be kept, or is no JSON.
    public func json() throws(Unreadable) -> JSON {
        switch self {
        case .whole(let bytes):
            do {
                return try JSON(parsing: bytes)
            } catch {
                throw Unreadable(
                    code: .malformed,
                    message:
                        "The stored value is not JSON: \(error). It was not written by this library, or was changed since. Bring back the journal.")
            }
        case .clipped(let clipped):
            throw Unreadable(
                code: .clipped,
                message:
                    "The value had \(clipped.length) bytes, more than its limit, so only its beginning and end were kept. Answer with less, such as the "
                    + "name of a file that holds the rest, or raise the limit.")
        }
    }

    /// Why a stored value cannot be read.
    public struct Unreadable: Error, Sendable, Hashable, CustomStringConvertible {
        /// What kind of fault it is.
        public enum Code: String, Sendable, Hashable {
            /// It was too large to be kept (S32).
            case clipped
            /// It is no JSON.
            case malformed
        }

        /// What kind of fault it is.
        public var code: Code
        /// What happened, why it matters, what to do.
        public var message: String
        /// The message.
        public var description: String { message }
    }

    private static func wholeScalars(_ bytes: [UInt8], upTo count: Int) -> Int {
        var end = count
        while end > 0, end < bytes.count, UTF8.isContinuation(bytes[end]) { end -= 1 }
        return end
    }

    private static func nextScalar(_ bytes: [UInt8], from start: Int) -> Int {
        var start = start
        while start < bytes.count, UTF8.isContinuation(bytes[start]) { start += 1 }
        return start
    }
}
