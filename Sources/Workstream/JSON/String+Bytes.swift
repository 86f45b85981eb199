extension String {
    /// Whether two strings have the same UTF-8 bytes; `==` would take equivalent spellings for equal.
    func hasSameBytes(as other: String) -> Bool {
        utf8.count == other.utf8.count && utf8.elementsEqual(other.utf8)
    }

    /// Whether this string comes before another by UTF-8 bytes, the order of keys in the canonical text.
    func precedesByBytes(_ other: String) -> Bool {
        utf8.lexicographicallyPrecedes(other.utf8)
    }
}
