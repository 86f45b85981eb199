/// Two texts that differ, each cut down to what surrounds the difference where it is long.
struct ClippedTexts {
    /// How many bytes of a text are shown.
    static let limit = 120
    /// How many bytes before the difference are shown.
    private static let before = 30

    /// What is left of the former text.
    let old: String
    /// What is left of the new text.
    let new: String

    /// Clips two texts around the first place where they differ.
    init(_ old: String, _ new: String) {
        let (old, new) = (Array(old.utf8), Array(new.utf8))
        guard old.count > Self.limit || new.count > Self.limit else {
            self.old = String(decoding: old, as: UTF8.self)
            self.new = String(decoding: new, as: UTF8.self)
            return
        }
        let common = zip(old, new).prefix { $0 == $1 }.count
        let start = max(0, common - Self.before)
        self.old = Self.clipped(old, from: start)
        self.new = Self.clipped(new, from: start)
    }

    /// A text alone, cut off where it is long.
    static func clipped(_ text: String) -> String {
        clipped(Array(text.utf8), from: 0)
    }

    private static func clipped(_ bytes: [UInt8], from start: Int) -> String {
        // A text that is hardly longer than what may be shown is shown from its beginning.
        let start = bytes.count <= limit ? 0 : boundary(bytes, start)
        let end = boundary(bytes, min(bytes.count, start + limit))
        let text = String(decoding: bytes[start..<end], as: UTF8.self)
        return (start > 0 ? "…" : "") + text + (end < bytes.count ? "…" : "")
    }

    /// The place, or one a little before, where no character of UTF-8 is cut.
    private static func boundary(_ bytes: [UInt8], _ place: Int) -> Int {
        var place = place
        while place > 0, place < bytes.count, bytes[place] & 0b1100_0000 == 0b1000_0000 { place -= 1 }
        return place
    }
}
