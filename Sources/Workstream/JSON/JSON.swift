/// A JSON value with exact integers.
///
/// Stored plans, journals, digests, bindings and differences rest on it. Integers and numbers are told apart by how they are written: without fraction and
/// exponent it is an `integer`, otherwise a `number`; so `1` and `1.0` are two values, and each keeps its form through writing and reading.
/// An object has no order and no repeated key; in text the last of several equal keys wins.
///
/// Two values are equal when their canonical texts are: numbers are compared by bit pattern (`-0.0` is not `0.0`, and a NaN equals itself), strings by their
/// UTF-8 bytes. Only keys of one object that Swift takes for equal, such as a letter with a combined and a composed accent, count as one key.
public enum JSON: Sendable {
    /// The value `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A number that is written without fraction and exponent.
    case integer(Int128)
    /// A number that is written with fraction or exponent; JSON has no form for NaN and the infinities, see ``validate()``.
    case number(Double)
    /// A text.
    case string(String)
    /// A list.
    case array([JSON])
    /// Values by name.
    case object([String: JSON])
}

extension JSON: Hashable {
    /// Whether two values have the same canonical text.
    ///
    /// - Complexity: Linear in the size of the smaller value.
    public static func == (left: JSON, right: JSON) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.bool(let a), .bool(let b)): a == b
        case (.integer(let a), .integer(let b)): a == b
        case (.number(let a), .number(let b)): a.bitPattern == b.bitPattern
        case (.string(let a), .string(let b)): a.hasSameBytes(as: b)
        case (.array(let a), .array(let b)): a == b
        case (.object(let a), .object(let b)): areEqual(a, b)
        default: false
        }
    }

    /// Feeds the value into a hasher.
    ///
    /// - Complexity: Linear in the size of the value.
    public func hash(into hasher: inout Hasher) {
        switch self {
        case .null: hasher.combine(0)
        case .bool(let value): hasher.combine(value)
        case .integer(let value): hasher.combine(value)
        case .number(let value): hasher.combine(value.bitPattern)
        case .string(let value): hasher.combine(value)
        case .array(let values): hasher.combine(values)
        case .object(let members): hasher.combine(members)
        }
    }

    private static func areEqual(_ left: [String: JSON], _ right: [String: JSON]) -> Bool {
        guard left.count == right.count else { return false }
        for (key, value) in left {
            guard let index = right.index(forKey: key), right[index].key.hasSameBytes(as: key), right[index].value == value else { return false }
        }
        return true
    }
}

extension JSON: CustomStringConvertible {
    /// The canonical text.
    public var description: String { text(.canonical) }
}
