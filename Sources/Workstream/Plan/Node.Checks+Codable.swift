/// The stored form of a group of checks.
///
/// An object with the fields `kind` ("bypass", "pre", "continuous", "post", "deferred"), `key`, `checks`, `interval` (of a continuous group),
/// `treatsErrorsAsNo` (of a bypass group), `defects`, `number`; only `kind` may not be missing.
extension Node.Checks: Codable {
    private enum Field: String, CodingKey { case kind, key, checks, interval, treatsErrorsAsNo, defects, number }

    /// Reads the stored form.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Field.self)
        self.init(
            try fields.decode(Kind.self, forKey: .kind),
            key: try fields.decodeIfPresent(String.self, forKey: .key),
            checks: try fields.decode(.checks, or: []),
            interval: try fields.decode(.interval, or: Self.defaultInterval),
            treatsErrorsAsNo: try fields.decode(.treatsErrorsAsNo, or: false))
        defects = try fields.decode(.defects, or: [])
        number = try fields.decodeIfPresent(Int.self, forKey: .number)
    }

    /// Writes the stored form.
    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Field.self)
        try fields.encode(kind, forKey: .kind)
        try fields.encodeIfPresent(key, forKey: .key)
        try fields.encode(checks, forKey: .checks)
        // Where an option has no meaning it is written only if somebody set it, so that reading gives back an equal value.
        if kind == .continuous || interval != Self.defaultInterval { try fields.encode(interval, forKey: .interval) }
        if kind == .bypass || treatsErrorsAsNo { try fields.encode(treatsErrorsAsNo, forKey: .treatsErrorsAsNo) }
        try fields.encodeUnlessEmpty(defects, forKey: .defects)
        try fields.encodeIfPresent(number, forKey: .number)
    }
}
