/// A member's name as a coding key.
struct NameKey: CodingKey {
    /// The name.
    let stringValue: String

    /// The number that the name is written like, for dictionaries with such keys.
    var intValue: Int? { Int(stringValue) }

    /// Makes the key of a name.
    init(_ name: String) { stringValue = name }

    /// Makes the key of a name.
    init(stringValue: String) { self.stringValue = stringValue }

    /// Makes the key of a number's digits.
    init(intValue: Int) { stringValue = String(intValue) }
}
