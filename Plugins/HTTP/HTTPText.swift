import Foundation
import Workstream

/// What may stand in the lines of a request.
enum HTTPText {
    /// Whether a text can be a method or the name of a header: the "token" of RFC 9110, section 5.6.2.
    static func isToken(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
                default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
                }
            }
    }

    /// Whether a text can be the value of a header: a line break would begin another header.
    static func isFieldValue(_ text: String) -> Bool {
        !text.utf8.contains { $0 == UInt8(ascii: "\r") || $0 == UInt8(ascii: "\n") || $0 == 0 }
    }

    /// Refuses headers that cannot be sent.
    ///
    /// - Throws: `PluginError` with code `.invalidRequest`.
    static func validate(headers: [String: String], secret: [String: Secret]) throws {
        for name in (Array(headers.keys) + Array(secret.keys)).sorted() where !isToken(name) {
            throw PluginError.invalidRequest(
                "The header name \"\(name)\" cannot be sent. A name is made of letters, digits and a few signs, such as \"-\": correct it.")
        }
        for (name, value) in headers.sorted(by: { $0.key < $1.key }) where !isFieldValue(value) {
            throw PluginError.invalidRequest(
                "The value of the header \"\(name)\" contains a line break or a zero byte. The rest would be read as another header: remove it.")
        }
        let names = (Array(headers.keys) + Array(secret.keys)).map { $0.lowercased() }.sorted()
        for (name, next) in zip(names, names.dropFirst()) where name == next {
            throw PluginError.invalidRequest("The header \"\(name)\" is given twice. Only one of the two could be sent: remove the other.")
        }
    }

    /// The URL that a text names.
    ///
    /// - Throws: `PluginError` with code `.invalidRequest`; it shows no password.
    static func url(_ text: String) throws -> URL {
        guard let url = URL(string: text, encodingInvalidCharacters: false), let scheme = url.scheme?.lowercased(), let host = url.host(),
            !host.isEmpty
        else {
            // A text that cannot be read may hold a password in a place where nobody would look for it.
            let shown = text.contains("@") ? "The URL" : "\"\(text)\""
            throw PluginError.invalidRequest(
                "\(shown) is no URL of a server. Nothing could be asked: give one such as \"https://shop.example/health\", "
                    + "with every unusual character percent-encoded.")
        }
        guard scheme == "http" || scheme == "https" else {
            throw PluginError.invalidRequest(
                "The URL \"\(text)\" has the scheme \"\(scheme)\". Only \"http\" and \"https\" are spoken: use one of them.")
        }
        guard url.user() == nil, url.password() == nil else {
            throw PluginError.invalidRequest(
                "The URL for \"\(host)\" contains a user or a password. It would be stored and shown with the plan: put it into a secret header, "
                    + "such as \"Authorization\".")
        }
        return url
    }
}
