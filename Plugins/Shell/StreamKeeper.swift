/// Keeps the beginning and the end of a stream of any length in bounded memory, and counts the rest.
struct StreamKeeper {
    private let beginningLimit: Int
    private let endLimit: Int
    private var beginning: [UInt8] = []
    // Grows to twice its limit before its front is dropped, so that each byte is moved at most once on average.
    private var end: [UInt8] = []
    private var length = 0

    /// A keeper for at most that many bytes, half of them from the beginning.
    init(limit: Int) {
        beginningLimit = (limit + 1) / 2
        endLimit = limit / 2
    }

    /// Takes the next bytes of the stream.
    mutating func append(_ bytes: [UInt8]) {
        length += bytes.count
        let room = min(beginningLimit - beginning.count, bytes.count)
        if room > 0 { beginning.append(contentsOf: bytes[..<room]) }
        let rest = bytes.dropFirst(room)
        if rest.isEmpty || endLimit == 0 { return }
        if rest.count >= endLimit {
            end.replaceSubrange(0..<end.count, with: rest.suffix(endLimit))
        } else {
            end.append(contentsOf: rest)
            if end.count > 2 * endLimit { end.removeFirst(end.count - endLimit) }
        }
    }

    /// What is kept.
    var kept: KeptOutput {
        KeptOutput(beginning: beginning, end: Array(end.suffix(endLimit)), length: length)
    }
}
