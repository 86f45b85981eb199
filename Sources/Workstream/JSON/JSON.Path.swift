extension JSON {
    /// Where a value stands inside a JSON value: names of members and positions in lists, from the root down.
    ///
    /// As text it begins with `$`; a name follows a dot where it is made of ASCII letters, digits, `_` and `-` only, and otherwise stands as a JSON string in
    /// brackets; a position stands in brackets: `$.blocks[2].name`, `$["odd key"]`. Bindings store it in this form.
    public struct Path: Sendable, Hashable {
        /// One step down.
        public enum Component: Sendable, Hashable {
            /// Into the member of an object.
            case key(String)
            /// Into the element of a list, from zero.
            case index(Int)
        }

        /// The steps from the root down; none for the root itself.
        public var components: [Component]

        /// The root.
        public static let root = Path([])

        /// Makes a path of its steps.
        public init(_ components: [Component]) {
            self.components = components
        }

        /// The path of a member of what this path names.
        public func appending(_ key: String) -> Path { Path(components + [.key(key)]) }

        /// The path of an element of what this path names.
        public func appending(_ index: Int) -> Path { Path(components + [.index(index)]) }

        /// Whether this path names the same place as another, or one inside it.
        public func isInside(_ other: Path) -> Bool { components.starts(with: other.components) }
    }
}

extension JSON.Path: CustomStringConvertible {
    /// The text form, such as `$.blocks[2].name`.
    public var description: String {
        var text = "$"
        for component in components {
            switch component {
            case .index(let index): text += "[\(index)]"
            case .key(let key): text += Self.isPlain(key) ? "." + key : "[" + JSON.string(key).text(.canonical) + "]"
            }
        }
        return text
    }

    /// Whether a name can follow a dot.
    static func isPlain(_ key: String) -> Bool {
        !key.isEmpty && key.utf8.allSatisfy(isPlain)
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: "_"), UInt8(ascii: "-"): true
        default: false
        }
    }
}

extension JSON.Path {
    /// Reads the text form; `nil` where the text is none.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard bytes.first == UInt8(ascii: "$") else { return nil }
        var components: [Component] = []
        var position = 1
        while position < bytes.count {
            if bytes[position] == UInt8(ascii: ".") {
                let end = bytes[(position + 1)...].firstIndex { !Self.isPlain($0) } ?? bytes.count
                guard end > position + 1 else { return nil }
                components.append(.key(String(decoding: bytes[(position + 1)..<end], as: UTF8.self)))
                position = end
            } else {
                guard let (component, end) = Self.bracketed(bytes, at: position) else { return nil }
                components.append(component)
                position = end
            }
        }
        self.init(components)
    }

    private static func bracketed(_ bytes: [UInt8], at start: Int) -> (Component, end: Int)? {
        guard bytes[start] == UInt8(ascii: "["), start + 1 < bytes.count else { return nil }
        var position = start + 1
        guard bytes[position] == UInt8(ascii: "\"") else {
            guard let end = bytes[position...].firstIndex(of: UInt8(ascii: "]")), bytes[position..<end].allSatisfy({ (48...57).contains($0) }),
                let index = Int(String(decoding: bytes[position..<end], as: UTF8.self))
            else { return nil }
            return (.index(index), end + 1)
        }
        position += 1
        while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
            position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard position + 1 < bytes.count, bytes[position + 1] == UInt8(ascii: "]"),
            case .string(let key)? = try? JSON(parsing: bytes[(start + 1)...position])
        else { return nil }
        return (.key(key), position + 2)
    }
}

extension JSON.Path: Codable {
    /// Reads the text form.
    ///
    /// - Throws: `DecodingError` where the text is no path.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let path = JSON.Path(text) else {
            throw DecodingError.dataCorruptedError(
                in: container,
                debugDescription:
                    "\"\(text)\" is not a JSON path. A path begins with $ and goes on with names and positions. Write it like $.blocks[2].name.")
        }
        self = path
    }

    /// Writes the text form.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
