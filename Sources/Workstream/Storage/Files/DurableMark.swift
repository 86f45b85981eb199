/// What stands in `durable.json`: the number of the last event that is known to be durable, for those who read beside the engine.
///
/// Whoever reads a journal while it is written sees lines before they are durable, and nothing may be shown that is not stored (S60). The owner rewrites
/// this small file in place after each append, without a sync of its own: the number may lag, it never runs ahead.
struct DurableMark: Sendable, Hashable {
    /// The name of the file.
    static let file = "durable.json"

    /// The number of the event.
    var number: Int

    /// The bytes of the file, one sealed line.
    ///
    /// A later mark is never shorter, so that writing it over the one before leaves nothing of that.
    func bytes(of run: RunID) -> [UInt8] {
        var bytes: [UInt8] = []
        SealedLine(of: run).append(to: &bytes) { $0.append(contentsOf: "\"durable\":\(number)}".utf8) }
        return bytes
    }

    /// A mark.
    init(_ number: Int) {
        self.number = number
    }

    /// Reads the bytes of the file; `nil` when they are not what was written, such as half of it.
    init?(_ bytes: [UInt8], of run: RunID) {
        let number = bytes.withUnsafeBufferPointer { bytes -> Int? in
            guard bytes.last == UInt8(ascii: "\n") else { return nil }
            let line = UnsafeBufferPointer(rebasing: bytes.dropLast())
            guard (try? SealedLine(of: run).checksum(of: line)) != nil else { return nil }
            var cursor = LineCursor(line, at: SealedLine.headLength)
            guard cursor.skip(#""durable":"#) else { return nil }
            return cursor.integer()
        }
        guard let number else { return nil }
        self.number = number
    }
}
