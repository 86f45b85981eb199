/// What was kept of a stream: all of it, or its beginning and its end (S32).
package struct KeptOutput: Sendable, Hashable {
    /// The first bytes.
    package var beginning: [UInt8]
    /// The last bytes that are not in `beginning`.
    package var end: [UInt8]
    /// How many bytes the stream had.
    package var length: Int

    /// How many bytes between the beginning and the end were not kept.
    package var missing: Int { length - beginning.count - end.count }
    /// Whether something was not kept.
    package var isTruncated: Bool { missing > 0 }

    /// The bytes as text, with what is no UTF-8 replaced; where something is missing, a line in brackets says how much.
    package var text: String {
        guard isTruncated else { return String(decoding: beginning + end, as: UTF8.self) }
        let head = beginning[..<UTF8Cut.floor(of: beginning)]
        let tail = end[UTF8Cut.ceiling(of: end)...]
        let gap = length - head.count - tail.count
        return String(decoding: head, as: UTF8.self) + "\n[… \(gap) bytes are left out …]\n" + String(decoding: tail, as: UTF8.self)
    }
}
