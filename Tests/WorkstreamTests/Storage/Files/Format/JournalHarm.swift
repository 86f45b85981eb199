@testable import Workstream

/// What may happen to the bytes of a segment.
enum JournalHarm: CaseIterable {
    case flip, cut, overwrite, insert, repeatLine, swapLines, dropLine, foreignLine, repeatTail

    /// The bytes after it happened somewhere.
    func done(to bytes: [UInt8], foreign: [[UInt8]], _ random: inout SeededGenerator) -> [UInt8] {
        var bytes = bytes
        var lines = JournalSample.lines(of: bytes)
        let line = Int.random(in: lines.indices, using: &random)
        switch self {
        case .flip:
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                bytes[Int.random(in: bytes.indices, using: &random)] ^= 1 << UInt8.random(in: 0...7, using: &random)
            }
            return bytes
        case .cut:
            return Array(bytes.prefix(Int.random(in: bytes.indices, using: &random)))
        case .overwrite:
            let start = Int.random(in: bytes.indices, using: &random)
            let isZero = Bool.random(using: &random)
            for index in start..<min(bytes.count, start + Int.random(in: 1...300, using: &random)) {
                bytes[index] = isZero ? 0 : UInt8.random(in: 0...255, using: &random)
            }
            return bytes
        case .insert:
            let piece = (0..<Int.random(in: 1...20, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
            bytes.insert(contentsOf: piece, at: Int.random(in: 0...bytes.count, using: &random))
            return bytes
        case .repeatTail:
            return bytes + bytes.suffix(Int.random(in: 1...bytes.count, using: &random))
        case .repeatLine: lines.insert(lines[line], at: Int.random(in: 0...lines.count, using: &random))
        case .swapLines: lines.swapAt(line, Int.random(in: lines.indices, using: &random))
        case .dropLine: lines.remove(at: line)
        case .foreignLine: lines.insert(foreign[Int.random(in: foreign.indices, using: &random)], at: line)
        }
        return Array(lines.joined())
    }
}
