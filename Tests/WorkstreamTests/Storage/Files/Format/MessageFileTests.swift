import Testing
import WorkstreamTesting

@testable import Workstream

@Suite("MessageFile") struct MessageFileTests {
    private static let file = MessageFile(run: .sample(1))
    private static let messages = (1...4).map { number in
        StoredMessage(
            run: .sample(1), number: number, time: Timestamp(nanoseconds: Int64(number)),
            message: Message(.stop, from: "a \"person\"\n", body: ["cut": "cancel", "deep": [[1.5, .null]]]))
    }

    private static func lines() throws -> [[UInt8]] { try messages.map { try file.line($0) } }

    @Test("messages come back equal, from the beginning and from any of them on")
    func roundTrip() throws {
        let lines = try Self.lines()
        #expect(try Self.file.read(Array(lines.joined())) == .init(messages: Self.messages, end: lines.joined().count))
        for known in 0...4 {
            let offset = lines[..<known].joined().count
            let contents = try Self.file.read(Array(lines[known...].joined()), from: offset, after: known)
            #expect(contents == .init(messages: Array(Self.messages[known...]), end: lines.joined().count))
        }
    }

    @Test("a torn end is passed over, wherever it was torn")
    func torn() throws {
        let lines = try Self.lines()
        let bytes = Array(lines.joined())
        let whole = bytes.count - lines[3].count
        for cut in whole..<bytes.count {
            #expect(try Self.file.read(Array(bytes[..<cut])) == .init(messages: Array(Self.messages[..<3]), end: whole))
            let zeros = bytes[..<cut] + [UInt8](repeating: 0, count: bytes.count - cut - 1) + [0x0A]
            if cut + 1 < bytes.count { #expect(try Self.file.read(Array(zeros)).end == whole) }
        }
    }

    @Test("a message that is changed, missing, repeated, out of order or of another run is damage")
    func damage() throws {
        let lines = try Self.lines()
        let foreign = try MessageFile(run: .sample(2)).line(Self.messages[1])
        var changed = lines[1]
        changed[40] ^= 1
        for harmed in [
            [lines[0], lines[2]], [lines[0], lines[0]], [lines[1], lines[0]], [lines[0], foreign, lines[2]], [lines[0], changed, lines[2]],
        ] {
            let error = #expect(throws: StorageError.self) { try Self.file.read(Array(harmed.joined())) }
            #expect(error?.code == .damaged && error?.message.contains("of \"messages.jsonl\"") == true)
        }
    }
}
