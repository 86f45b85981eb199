/// The stored form of a block.
///
/// An object with the fields `name`, `purpose`, `key`, `checks`, `sequences`, `deferred`, `entranceDelay`, `exitDelay`, `concurrency`, `toleratedFailures` (a
/// number, a text such as "10%", or "unlimited"), `isExact`, `toleratesSkips`, `failurePolicy`, `defects`, `number`; only `name` may not be missing.
extension Node.Block: Codable {
    private enum Field: String, CodingKey {
        case name, purpose, key, checks, sequences, deferred, entranceDelay, exitDelay, concurrency, toleratedFailures, isExact, toleratesSkips
        case failurePolicy, defects, number
    }

    /// Reads the stored form.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Field.self)
        self.init(
            name: try fields.decode(String.self, forKey: .name),
            purpose: try fields.decode(.purpose, or: ""),
            key: try fields.decodeIfPresent(String.self, forKey: .key),
            checks: try fields.decode(.checks, or: []),
            sequences: try fields.decode(.sequences, or: []),
            deferred: try fields.decode(.deferred, or: []),
            entranceDelay: try fields.decode(.entranceDelay, or: .zero),
            exitDelay: try fields.decode(.exitDelay, or: .zero),
            concurrency: try fields.decode(.concurrency, or: 1),
            toleratedFailures: try fields.decode(.toleratedFailures, or: .count(0)),
            isExact: try fields.decode(.isExact, or: false),
            toleratesSkips: try fields.decode(.toleratesSkips, or: false),
            failurePolicy: try fields.decode(.failurePolicy, or: .finishActions))
        defects = try fields.decode(.defects, or: [])
        number = try fields.decodeIfPresent(Int.self, forKey: .number)
    }

    /// Writes the stored form.
    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Field.self)
        try fields.encode(name, forKey: .name)
        try fields.encodeUnlessEmpty(purpose, forKey: .purpose)
        try fields.encodeIfPresent(key, forKey: .key)
        try fields.encodeUnlessEmpty(checks, forKey: .checks)
        try fields.encode(sequences, forKey: .sequences)
        try fields.encodeUnlessEmpty(deferred, forKey: .deferred)
        try fields.encode(entranceDelay, forKey: .entranceDelay)
        try fields.encode(exitDelay, forKey: .exitDelay)
        try fields.encode(concurrency, forKey: .concurrency)
        try fields.encode(toleratedFailures, forKey: .toleratedFailures)
        try fields.encode(isExact, forKey: .isExact)
        try fields.encode(toleratesSkips, forKey: .toleratesSkips)
        try fields.encode(failurePolicy, forKey: .failurePolicy)
        try fields.encodeUnlessEmpty(defects, forKey: .defects)
        try fields.encodeIfPresent(number, forKey: .number)
    }
}
