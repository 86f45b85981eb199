import Workstream

/// What a request asks a server to do, such as `.get`.
public struct HTTPMethod: RawRepresentable, Sendable, Hashable, Codable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The method as it is sent, in capitals.
    public var rawValue: String

    /// The method with that name.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// The method with that name.
    public init(stringLiteral name: String) {
        self.rawValue = name
    }

    /// The name.
    public var description: String { rawValue }

    /// Fetches.
    public static let get: Self = "GET"
    /// Fetches the headers alone.
    public static let head: Self = "HEAD"
    /// Puts something under the URL, in the place of what was there.
    public static let put: Self = "PUT"
    /// Hands something over, to do with as the server sees fit.
    public static let post: Self = "POST"
    /// Changes a part of what is there.
    public static let patch: Self = "PATCH"
    /// Removes what is there.
    public static let delete: Self = "DELETE"
    /// Asks what may be done.
    public static let options: Self = "OPTIONS"

    /// What a repetition does, as RFC 9110, section 9.2.2, has it: all the methods that it calls idempotent are, every other is not.
    var usualEffect: Effect {
        switch self {
        case .get, .head, .put, .delete, .options, "TRACE": .idempotent
        default: .atMostOnce
        }
    }

    /// Whether the name is one that can be sent: letters, digits and a few signs.
    var isValid: Bool { HTTPText.isToken(rawValue) }
}
