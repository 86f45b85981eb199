/// The stored form of a sequence.
///
/// An object with the fields `name`, `purpose`, `key`, `after`, `checks`, `actions`, `defects`, `number`; only `name` may not be missing.
extension Node.Sequence: Codable {
    private enum Field: String, CodingKey { case name, purpose, key, after, checks, actions, defects, number }

    /// Reads the stored form.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Field.self)
        self.init(
            name: try fields.decode(String.self, forKey: .name),
            purpose: try fields.decode(.purpose, or: ""),
            key: try fields.decodeIfPresent(String.self, forKey: .key),
            after: try fields.decode(.after, or: []),
            checks: try fields.decode(.checks, or: []),
            actions: try fields.decode(.actions, or: []))
        defects = try fields.decode(.defects, or: [])
        number = try fields.decodeIfPresent(Int.self, forKey: .number)
    }

    /// Writes the stored form.
    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Field.self)
        try fields.encode(name, forKey: .name)
        try fields.encodeUnlessEmpty(purpose, forKey: .purpose)
        try fields.encodeIfPresent(key, forKey: .key)
        try fields.encodeUnlessEmpty(after, forKey: .after)
        try fields.encodeUnlessEmpty(checks, forKey: .checks)
        try fields.encode(actions, forKey: .actions)
        try fields.encodeUnlessEmpty(defects, forKey: .defects)
        try fields.encodeIfPresent(number, forKey: .number)
    }
}
