/// Decides what is kept of the live output of one attempt: the beginning as it comes, and the end once the attempt is over (S32, S73).
///
/// A value without waiting or storage: its caller shows every piece, and stores the pieces that it answers with.
package struct OutputKeeper: Sendable {
    private let limit: Int
    private var head = 0
    private var tail: [Output.Piece] = []
    private var tailLength = 0
    private var missing = 0
    private var hash = SHA256()
    private var length = 0

    /// A keeper of at most so many bytes; half of them is the beginning.
    package init(limit: Int) {
        self.limit = max(limit, 0)
    }

    /// Takes a piece that was written.
    ///
    /// - Returns: What of it is to be stored now, if anything.
    /// - Complexity: O(size of the piece), over the whole attempt.
    package mutating func write(_ text: String, to channel: OutputChannel) -> Output.Piece? {
        let size = text.utf8.count
        guard size > 0 else { return nil }
        length += size
        hash.update(text.utf8)
        // Once something went to the end, everything does: pieces keep their order.
        let beginning = tail.isEmpty && missing == 0 ? text.prefix(utf8Count: limit - limit / 2 - head) : ""
        let taken = beginning.utf8.count
        head += taken
        if taken < size { keepAtEnd(taken == 0 ? text : text.suffix(utf8Count: size - taken), channel) }
        return taken == 0 ? nil : Output.Piece(beginning, channel: channel)
    }

    /// The end of the output, to be stored when the attempt is over, and what its outcome says about the output; `nil` when there was none.
    ///
    /// The first piece says how much is missing before it. Nothing may be written after this.
    package mutating func finish() -> (pieces: [Output.Piece], summary: OutputSummary?) {
        guard length > 0 else { return ([], nil) }
        trim()
        let digest = missing > 0 ? hash.finalize().description : nil
        let summary = OutputSummary(length: length, missing: missing, digest: digest)
        guard missing > 0 else { return (tail, summary) }
        guard !tail.isEmpty else { return ([Output.Piece("", missing: missing)], summary) }
        tail[0].missing = missing
        return (tail, summary)
    }

    private mutating func keepAtEnd(_ text: String, _ channel: OutputChannel) {
        if let last = tail.indices.last, tail[last].channel == channel, tail[last].text.utf8.count < 1024 {
            tail[last].text += text
        } else {
            tail.append(Output.Piece(text, channel: channel))
        }
        tailLength += text.utf8.count
        // Only when the end is twice as long as it may be, so that over the whole attempt each byte is moved about once.
        if tailLength > 2 * (limit - head) + 1024 { trim() }
    }

    /// Drops what is too much from the front of the end.
    private mutating func trim() {
        var excess = tailLength - (limit - head)
        var count = 0
        while excess > 0, count < tail.count {
            let size = tail[count].text.utf8.count
            let rest = tail[count].text.suffix(utf8Count: max(0, size - excess))
            let dropped = size - rest.utf8.count
            missing += dropped
            tailLength -= dropped
            excess -= dropped
            tail[count].text = rest
            if rest.isEmpty { count += 1 }
        }
        tail.removeFirst(count)
    }
}
