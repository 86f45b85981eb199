extension String {
    /// The longest beginning that has at most so many bytes in UTF-8 and does not cut a character's code points apart.
    func prefix(utf8Count limit: Int) -> String {
        guard limit > 0 else { return "" }
        guard utf8.count > limit else { return self }
        var end = utf8.index(utf8.startIndex, offsetBy: limit)
        while UTF8.isContinuation(utf8[end]) { end = utf8.index(before: end) }
        return String(self[..<end])
    }

    /// The longest end that has at most so many bytes in UTF-8 and does not cut a character's code points apart.
    func suffix(utf8Count limit: Int) -> String {
        guard limit > 0 else { return "" }
        guard utf8.count > limit else { return self }
        var start = utf8.index(utf8.endIndex, offsetBy: -limit)
        while start < utf8.endIndex, UTF8.isContinuation(utf8[start]) { start = utf8.index(after: start) }
        return String(self[start...])
    }
}
