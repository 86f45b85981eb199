import Foundation
import Workstream

/// What a server answered.
struct HTTPAnswer: Sendable {
    /// The status code.
    var status: Int
    /// The headers, their names in lower case; values of a header that came several times are joined by commas.
    var headers: [String: String]
    /// The body up to the limit.
    var body: [UInt8]
    /// How many bytes of the body came after the limit.
    var omittedBytes: Int
    /// The URL that answered, after redirects.
    var url: String

    /// The body as text; bytes that are no UTF-8 become replacement characters, except those of a character that the limit cut in two, which are left out.
    var text: String {
        guard omittedBytes > 0 else { return String(decoding: body, as: UTF8.self) }
        // A character has at most four bytes, of which all but the first begin with the bits 10.
        let start = body.suffix(4).lastIndex { $0 & 0b1100_0000 != 0b1000_0000 } ?? body.endIndex
        guard start < body.endIndex, body[start] >= 0b1100_0000 else { return String(decoding: body, as: UTF8.self) }
        let length = body[start] >= 0b1111_0000 ? 4 : body[start] >= 0b1110_0000 ? 3 : 2
        return String(decoding: body.endIndex - start < length ? body[..<start] : body[...], as: UTF8.self)
    }

    /// The beginning of the body on one line, for messages.
    var excerpt: String {
        let text = String(decoding: body.prefix(600), as: UTF8.self)
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.count > 200 ? line.prefix(200) + "…" : line
    }
}
