/// Searching by bytes. The standard library's own `replacing(_:with:)` and `contains(_:)` for texts bring the engine of regular expressions along, which makes
/// each static program a megabyte larger; they also compare whole characters, to which an accent behind a slash belongs.
extension StringProtocol {
    /// Where another text stands first; `nil` when it is empty or nowhere.
    ///
    /// - Complexity: O(length × length of the other) at worst.
    private func firstPlace(of part: String) -> Range<Index>? {
        guard !part.isEmpty else { return nil }
        var start = utf8.startIndex
        while start < utf8.endIndex {
            if utf8[start...].starts(with: part.utf8) { return start..<utf8.index(start, offsetBy: part.utf8.count) }
            start = utf8.index(after: start)
        }
        return nil
    }

    /// Whether another text, which is not empty, stands in this one.
    func containsText(_ part: String) -> Bool { firstPlace(of: part) != nil }

    /// This text with another in each place where a part stands, from the beginning on.
    package func replacingText(_ part: String, with other: String) -> String {
        var result = ""
        var rest = self[...]
        while let place = rest.firstPlace(of: part) {
            result += rest[..<place.lowerBound]
            result += other
            rest = rest[place.upperBound...]
        }
        return result + rest
    }
}
