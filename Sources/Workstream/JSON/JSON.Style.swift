extension JSON {
    /// How a value is written.
    public struct Style: Sendable, Hashable {
        let isPretty: Bool

        /// No white space, members sorted by the UTF-8 bytes of their names: one text for one value, so digests and comparison can rest on it.
        public static let canonical = Style(isPretty: false)

        /// For people: indented by two spaces, members sorted likewise, one to a line, with a line break at the end.
        public static let pretty = Style(isPretty: true)
    }
}
