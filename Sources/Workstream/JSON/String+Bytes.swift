#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension String {
    /// Whether two strings have the same UTF-8 bytes; `==` would take equivalent spellings for equal.
    func hasSameBytes(as other: String) -> Bool {
        utf8.count == other.utf8.count && comparedByBytes(with: other) == 0
    }

    /// Whether this string comes before another by UTF-8 bytes, the order of keys in the canonical text.
    func precedesByBytes(_ other: String) -> Bool {
        comparedByBytes(with: other) < 0
    }

    /// Below, at or above zero, as this string comes before the other, is the same, or comes after it.
    private func comparedByBytes(with other: String) -> Int {
        let result = utf8.withContiguousStorageIfAvailable { left in
            other.utf8.withContiguousStorageIfAvailable { right in
                let common = min(left.count, right.count)
                guard common > 0, let leftStart = left.baseAddress, let rightStart = right.baseAddress else { return left.count - right.count }
                let order = Int(memcmp(leftStart, rightStart, common))
                return order != 0 ? order : left.count - right.count
            }
        }
        // Only strings bridged from another language have no bytes of their own.
        if let result, let result { return result }
        return utf8.elementsEqual(other.utf8) ? 0 : utf8.lexicographicallyPrecedes(other.utf8) ? -1 : 1
    }
}
