/// The messages of a run, one sealed line each, in `messages.jsonl`.
///
/// Anybody adds a line at the end, so one that was being written when its writer went down is followed by others only where nobody cut it off; whoever adds
/// a line reads the file first, cuts a torn end off, and goes on from the number of the last message.
struct MessageFile: Sendable {
    /// What was read of a file.
    struct Contents: Sendable, Hashable {
        /// The messages, in order.
        var messages: [StoredMessage]
        /// Where the last whole line ends; what stands behind it is torn.
        var end: Int
    }

    /// The run.
    let run: RunID

    /// The line of a message.
    func line(_ message: StoredMessage) throws(StorageError) -> [UInt8] {
        try SealedLine.bytes(of: Line(number: message.number, time: message.time.nanoseconds, message: message.message), in: run)
    }

    /// Reads messages.
    ///
    /// - Parameters:
    ///   - bytes: What stands in the file from an offset on.
    ///   - offset: Where a line begins.
    ///   - number: The number of the last message before the offset.
    /// - Throws: `StorageError` with code `.damaged` when a line that is not the last one is not what was written, or out of order; `.newerFormat`.
    func read(_ bytes: [UInt8], from offset: Int = 0, after number: Int = 0) throws(StorageError) -> Contents {
        var contents = Contents(messages: [], end: offset)
        var start = 0
        while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
            let place = FilePlace(file: RunFiles.messages, record: number + contents.messages.count + 1, offset: offset + start)
            let line: Line
            do throws(StorageError) {
                line = try bytes[start..<end].withUnsafeBufferPointer { bytes throws(StorageError) in
                    try SealedLine.value(of: bytes, at: place, in: run)
                }
            } catch {
                // Nobody was told that the last one was kept.
                if error.code == .damaged, end + 1 == bytes.count { return contents }
                throw error
            }
            guard line.number == place.record else {
                throw .damaged(place, of: run, because: "it holds message \(line.number), where message \(place.record) is due")
            }
            contents.messages.append(
                StoredMessage(run: run, number: line.number, time: Timestamp(nanoseconds: line.time), message: line.message))
            start = end + 1
            contents.end = offset + start
        }
        return contents
    }

    private struct Line: Codable {
        var number: Int
        var time: Int64
        var message: Message
    }
}
