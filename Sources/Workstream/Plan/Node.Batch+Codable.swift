/// The stored form of a deferred batch.
///
/// An object with the fields `name`, `purpose`, `key`, `condition` ("success", "failure", "anyFailure", "always"), `isRequired`, `actions`, `defects`,
/// `number`; only `name` and `condition` may not be missing.
extension Node.Batch: Codable {
    private enum Field: String, CodingKey { case name, purpose, key, condition, isRequired, actions, defects, number }

    /// Reads the stored form.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Field.self)
        self.init(
            name: try fields.decode(String.self, forKey: .name),
            purpose: try fields.decode(.purpose, or: ""),
            key: try fields.decodeIfPresent(String.self, forKey: .key),
            condition: try fields.decode(DeferredCondition.self, forKey: .condition),
            isRequired: try fields.decode(.isRequired, or: false),
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
        try fields.encode(condition, forKey: .condition)
        try fields.encode(isRequired, forKey: .isRequired)
        try fields.encode(actions, forKey: .actions)
        try fields.encodeUnlessEmpty(defects, forKey: .defects)
        try fields.encodeIfPresent(number, forKey: .number)
    }
}
