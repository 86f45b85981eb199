/// A position in a list as a coding key.
struct IndexKey: CodingKey {
    /// The position, from zero.
    let index: Int

    /// The position, from zero.
    var intValue: Int? { index }

    /// A text for messages of others; our own paths write `[0]`.
    var stringValue: String { "Index \(index)" }

    /// Makes the key of a position.
    init(_ index: Int) { self.index = index }

    /// Makes the key of a position.
    init(intValue: Int) { index = intValue }

    /// No name is a position.
    init?(stringValue: String) { return nil }
}
