import Testing
import WorkstreamTesting

@testable import Workstream

@Suite("Files of one line") struct SealedFileTests {
    private static let time = Timestamp(nanoseconds: 1_795_216_740_123_456_789)
    private static let attentions: [Attention] = [.none, .paused, .needsDecision(count: 2), .held(reason: "a \"plugin\" is missing"), .storageFault]

    private static func head(_ attention: Attention = .none) -> HeadFile {
        let head = RunHead(
            id: .sample(1), plan: "Shop", group: "g", key: "k", labels: ["b": "2", "a": "1"], status: .running, attention: attention, lastNumber: 12,
            submitted: time, started: time + .seconds(1), lastSignOfLife: time + .seconds(2), due: time + .seconds(30), owner: .sample(3),
            actions: ActionCounts(total: 4, completed: 3, failed: 1, stopped: 0))
        return HeadFile(head, journal: JournalPosition(segment: 5, bytes: 1000, lines: 4, last: 12, checksum: 0xE306_9283))
    }

    private static let lease = LeaseFile(token: 7, owner: .sample(3), acquired: time, expiry: time + .seconds(20), lastSignOfLife: time + .seconds(5))
    private static let checkpoint = CheckpointFile(Checkpoint(run: .sample(1), number: 9, version: 2, bytes: [0xFF, 0]))

    @Test("a head comes back equal, but for its owner", arguments: attentions)
    func head(attention: Attention) throws {
        let file = Self.head(attention)
        #expect(file.head.owner == nil)
        #expect(try HeadFile(file.bytes(), of: .sample(1)) == file)
        let least = HeadFile(RunHead(id: .sample(1), plan: "", submitted: Self.time), journal: .start)
        #expect(try HeadFile(least.bytes(), of: .sample(1)) == least)
    }

    @Test("a head that is read without a value between is the one that the decoder reads, whatever it has and has not", arguments: 0..<256)
    func plain(fields: Int) throws {
        func has(_ field: Int) -> Bool { fields >> field & 1 == 1 }
        let head = RunHead(
            id: .sample(1), plan: has(7) ? "a \"shop\"" : "Shop", group: has(0) ? "g" : nil, key: has(1) ? "" : nil,
            labels: has(2) ? ["b": "2", "a": "1"] : [:], status: has(3) ? .completed : .notStarted, lastNumber: 12,
            submitted: has(6) ? Timestamp(nanoseconds: -5) : Self.time, started: has(4) ? Self.time : nil, ended: has(5) ? Self.time : nil,
            lastSignOfLife: Self.time, due: has(2) ? Self.time : nil, actions: ActionCounts(total: 12_345_678, completed: 3, failed: 1, stopped: 0))
        let file = HeadFile(head, journal: JournalPosition(segment: 5, bytes: 1_234_567_890, lines: 4, last: 12, checksum: 0xE306_9283))
        let bytes = try file.bytes()
        let plain = bytes.withUnsafeBufferPointer { HeadFile(plain: UnsafeBufferPointer(rebasing: $0.dropLast())) }
        #expect(plain == (has(6) || has(7) ? nil : file))
        #expect(try HeadFile(bytes, of: .sample(1)) == file)
        #expect(try JSON(parsing: bytes).decode(HeadFile.self) == file)
    }

    @Test("a lease comes back equal, and so does one that was given back")
    func lease() throws {
        var lease = Self.lease
        #expect(try LeaseFile(lease.bytes(of: .sample(1)), of: .sample(1)) == lease)
        lease.owner = nil
        #expect(try LeaseFile(lease.bytes(of: .sample(1)), of: .sample(1)) == lease)
    }

    @Test(
        "heads and leases end with spaces up to the length that they had, or to a whole number of steps, and are read with them and without",
        arguments: [0, 100, 1024, 2048, 3000])
    func filled(size: Int) throws {
        let files = [try Self.head().bytes(over: size), try Self.lease.bytes(of: .sample(1), over: size)]
        for bytes in files {
            #expect(bytes.count == max(size, 1024))
            let line = bytes.dropLast().reversed().drop { $0 == UInt8(ascii: " ") }
            #expect(bytes.last == UInt8(ascii: "\n") && line.first == UInt8(ascii: "}"))
        }
        #expect(try HeadFile(files[0], of: .sample(1)) == Self.head() && LeaseFile(files[1], of: .sample(1)) == Self.lease)
        func plain(_ value: some Encodable) throws -> [UInt8] { try SealedLine.bytes(of: value, in: .sample(1)) }
        #expect(try HeadFile(plain(Self.head()), of: .sample(1)) == Self.head() && LeaseFile(plain(Self.lease), of: .sample(1)) == Self.lease)
    }

    @Test("a line that just fills a step has no space too many, and one that is longer begins the next")
    func edges() throws {
        let least = HeadFile(RunHead(id: .sample(1), plan: "", submitted: Self.time), journal: .start)
        let count = try SealedLine.bytes(of: least, in: .sample(1)).count
        for (missing, size) in [(1, 1024), (0, 1024), (-1, 2048)] {
            var head = least.head
            head.plan = String(repeating: "p", count: 1024 - count - missing)
            let file = HeadFile(head, journal: .start)
            #expect(try file.bytes().count == size)
            #expect(try HeadFile(file.bytes(), of: .sample(1)) == file)
        }
    }

    @Test("a checkpoint comes back equal, whatever its bytes are", arguments: [[], Array("{\"a\":[1]}".utf8), Array("{ }".utf8), [0xFF, 0x00]])
    func checkpoint(bytes: [UInt8]) throws {
        let checkpoint = Checkpoint(run: .sample(1), number: 9, version: 2, bytes: bytes)
        let file = try CheckpointFile(checkpoint).bytes(of: .sample(1))
        #expect(try CheckpointFile(file, of: .sample(1)).checkpoint(of: .sample(1)) == checkpoint)
    }

    @Test("S68 a change of any bit of a head, lease or checkpoint is found, and so are those of another run")
    func changes() throws {
        try changes(of: Self.head().bytes()) { bytes throws(StorageError) in _ = try HeadFile(bytes, of: .sample(1)) }
        try changes(of: Self.lease.bytes(of: .sample(1))) { bytes throws(StorageError) in _ = try LeaseFile(bytes, of: .sample(1)) }
        try changes(of: Self.checkpoint.bytes(of: .sample(1))) { bytes throws(StorageError) in _ = try CheckpointFile(bytes, of: .sample(1)) }
        let head = try Self.head().bytes()
        let error = #expect(throws: StorageError.self) { try HeadFile(head, of: .sample(2)) }
        #expect(error?.code == .damaged && error?.run == .sample(2))
        #expect(error?.message.contains("record 1 at offset 0 of \"head.json\"") == true)
    }

    private func changes(of bytes: [UInt8], reading: ([UInt8]) throws(StorageError) -> Void) throws {
        try reading(bytes)
        for index in bytes.indices {
            for bit in 0..<8 where (index + bit).isMultiple(of: 5) {
                var changed = bytes
                changed[index] ^= 1 << UInt8(bit)
                let error = #expect(throws: StorageError.self) { try reading(changed) }
                #expect(error?.code == .damaged)
            }
            let error = #expect(throws: StorageError.self) { try reading(Array(bytes[..<index])) }
            #expect(error?.code == .damaged)
        }
    }

    @Test("S69 a file of a newer version is refused with the version, and a field that nobody knows is passed over")
    func newer() throws {
        func line(_ fields: String) -> [UInt8] {
            var bytes: [UInt8] = []
            SealedLine(of: .sample(1)).append(to: &bytes) { $0 += Array(fields.utf8) }
            return bytes
        }
        let lease = #""acquired":1,"alive":2,"expiry":3,"token":4"#
        #expect(try LeaseFile(line(lease + #","mood":"fine"}"#), of: .sample(1)).token == 4)
        let error = #expect(throws: StorageError.self) { try LeaseFile(line(lease + #","v":2}"#), of: .sample(1)) }
        #expect(error?.code == .newerFormat && error?.message.contains("format version 2") == true)
    }
}
