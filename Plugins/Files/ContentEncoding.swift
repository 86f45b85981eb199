import Workstream

/// How the bytes of a file are written in a request.
public enum ContentEncoding: String, Sendable, Hashable, Codable, CaseIterable {
    /// As they are: the text in UTF-8.
    case text
    /// In Base64 (RFC 4648, section 4), for what is no text.
    case base64

    /// The bytes that a text stands for; `nil` when it is no Base64.
    func bytes(of text: String) -> [UInt8]? {
        switch self {
        case .text: Array(text.utf8)
        // Line breaks are allowed, because tools write them.
        case .base64: Base64.bytes(of: text.filter { !$0.isNewline })
        }
    }
}
