/// The stored form of a binding.
///
/// An object with the fields `target` (a path), `operation` ("set", "append"), `value` and `otherwise`; only `target` and `value` may not be missing, and an
/// `otherwise` of `null` is a value, not a missing one.
extension Binding: Codable {
    private enum Field: String, CodingKey { case target, operation, value, otherwise }

    /// Reads the stored form.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Field.self)
        // Not `? … : nil`, which is the JSON value `null` here.
        var otherwise: JSON?
        if fields.contains(.otherwise) { otherwise = try fields.decode(JSON.self, forKey: .otherwise) }
        self.init(
            target: try fields.decode(JSON.Path.self, forKey: .target),
            operation: try fields.decode(.operation, or: .set),
            value: try fields.decode(Value.self, forKey: .value),
            otherwise: otherwise)
    }

    /// Writes the stored form.
    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Field.self)
        try fields.encode(target, forKey: .target)
        try fields.encode(operation, forKey: .operation)
        try fields.encode(value, forKey: .value)
        if let otherwise { try fields.encode(otherwise, forKey: .otherwise) }
    }
}

extension Binding.Value: Codable {
    private enum Field: String, CodingKey { case text }

    /// Reads a source, such as `{"response": …}`, or a text, `{"text": [pieces]}`.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Field.self)
        if fields.contains(.text) {
            self = .text(try fields.decode([Binding.Piece].self, forKey: .text))
        } else {
            self = .source(try Binding.Source(from: decoder))
        }
    }

    /// Writes the form that `init(from:)` reads.
    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .source(let source): try source.encode(to: encoder)
        case .text(let pieces):
            var fields = encoder.container(keyedBy: Field.self)
            try fields.encode(pieces, forKey: .text)
        }
    }
}

extension Binding.Piece: Codable {
    /// Reads a string, which stands for its characters, or a source, such as `{"response": …}`.
    public init(from decoder: any Decoder) throws {
        if let text = try? decoder.singleValueContainer().decode(String.self) {
            self = .text(text)
        } else {
            self = .source(try Binding.Source(from: decoder))
        }
    }

    /// Writes the form that `init(from:)` reads.
    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .text(let text):
            var container = encoder.singleValueContainer()
            try container.encode(text)
        case .source(let source): try source.encode(to: encoder)
        }
    }
}
