import Testing
import WorkstreamTesting

@testable import Workstream

@Suite("Journals in files") struct JournalTests {
    @Test("what was written comes back, with the place where it ends")
    func roundTrip() throws {
        let sample = try JournalSample(batches: [1, 3, 1, 2])
        let reading = JournalReading(sample.segments)
        #expect(reading.isWhole)
        #expect(reading.events == (1...7).map(JournalSample.event))
        #expect(reading.end == sample.end)
        #expect(sample.end == JournalPosition(segment: 1, bytes: sample.bytes.count, lines: 5, last: 7, checksum: sample.end.checksum))
    }

    @Test("every kind of event comes back equal")
    func kinds() throws {
        var sample = JournalSample()
        try sample.append(StoredEventTests.samples)
        let reading = JournalReading(sample.segments)
        #expect(reading.isWhole && reading.events == StoredEventTests.samples)
    }

    @Test("each line is JSON for itself")
    func json() throws {
        let sample = try JournalSample(batches: [1, 3])
        for line in sample.lines { #expect(try JSON(parsing: line)["crc"]?.stringValue?.utf8.count == 8) }
        #expect(sample.lines.count == 3)
    }

    @Test("a journal goes on in another segment, which is bound to the one before")
    func segments() throws {
        var sample = try JournalSample(batches: [1, 3])
        sample.beginSegment()
        try sample.append(2)
        let reading = JournalReading(sample.segments)
        #expect(reading.isWhole && reading.events.count == 6)
        #expect(reading.end == sample.end && sample.end.segment == 5)
    }

    @Test("S68 a torn line is dropped whole")
    func torn() throws {
        let sample = try JournalSample(batches: [1, 3, 2])
        for cut in sample.places[2].bytes + 1..<sample.end.bytes {
            let reading = JournalReading([Array(sample.bytes[..<cut])])
            #expect(reading.error == nil && reading.end == sample.places[2])
            #expect(reading.tear?.count == cut - sample.places[2].bytes)
        }
    }

    @Test("S68 a bad batch that a later one knows to be durable is damage, named by file, record and offset")
    func damaged() throws {
        let sample = try JournalSample(batches: [1, 3, 2])
        var bytes = sample.bytes
        bytes[sample.places[1].bytes + 60] ^= 1
        let reading = JournalReading([bytes])
        let error = try #require(reading.error)
        #expect(error.code == .damaged && error.run == sample.run)
        #expect(error.message.contains("record 3 at offset \(sample.places[1].bytes) of \"journal-1\""))
        #expect(reading.end == sample.places[1])
    }

    @Test("S68 a line that another copy of the run wrote under the same numbers is found by the one after it")
    func otherLife() throws {
        let (sample, other) = try (
            JournalSample(batches: [1, 3, 2]),
            { () throws -> JournalSample in
                var other = try JournalSample(batches: [1])
                try other.append((2...4).map { Event(number: $0, time: Timestamp(nanoseconds: 1), node: 1, kind: .stopping) })
                return other
            }()
        )
        let reading = JournalReading([Array((sample.lines[..<2] + other.lines[2...] + sample.lines[3...]).joined())])
        #expect(reading.error?.code == .damaged && reading.end == other.end)
        #expect(reading.error?.message.contains("it was written after a line with the checksum") == true)
        // Where it is the last, only the head can tell.
        #expect(JournalReading(other.segments, known: sample.places[2]).error?.code == .damaged)
        #expect(JournalReading(other.segments).isWhole)
    }

    @Test("S69 a segment of a newer version is refused with the version, whatever else it holds")
    func newer() throws {
        var bytes: [UInt8] = []
        SealedLine(of: .sample(1)).append(to: &bytes) {
            $0 += Array(#""after":"00000000","format":"workstream.journal","version":2,"zip":true}"#.utf8)
        }
        let error = try #require(JournalReading([bytes + Array("anything\n".utf8)]).error)
        #expect(error.code == .newerFormat && error.run == .sample(1))
        #expect(error.message.contains("format version 2 in record 1 at offset 0 of \"journal-1\""))
    }

    @Test("S69 an event of an unknown kind is read, and refused when it is asked for")
    func unknownKind() throws {
        var bytes = try JournalSample(batches: [1]).bytes
        let (known, checksum) = (bytes.count, try JournalSample(batches: [1]).end.checksum)
        SealedLine(of: .sample(1)).append(to: &bytes) {
            $0 += Array(#""after":"\#(ChecksumText.text(of: checksum))","first":2,"last":2,"durable":1,"events":[{"is":"flew","n":2,"t":1}]}"#.utf8)
        }
        let reading = JournalReading([bytes])
        #expect(reading.error?.code == .newerFormat && reading.events.count == 1 && reading.end.bytes > known)
        #expect(JournalReading([bytes], decoding: false).isWhole)
    }

    @Test(
        "what has a right checksum but is no batch, or has other events than it says, is damage",
        arguments: [
            #""first":2,"last":3,"durable":1,"events":[{"is":"began","n":2,"t":1}]}"#, #""first":2,"last":2,"durable":1,"events":[{"is":"began"}]}"#,
            #""first":2,"last":2,"durable":2,"events":[{"is":"began","n":2,"t":1}]}"#, #""first":2,"last":2,"durable":1}"#,
            #""first":2,"last":2,"durable":1,"events":[}"#,
            #""first":99999999999999999999,"last":2,"durable":1,"events":[{"is":"began","n":2,"t":1}]}"#,
        ])
    func nonsense(fields: String) throws {
        let sample = try JournalSample(batches: [1])
        var bytes = sample.bytes
        SealedLine(of: sample.run).append(to: &bytes) { $0 += Array(#""after":"\#(ChecksumText.text(of: sample.end.checksum))",\#(fields)"#.utf8) }
        #expect(JournalReading([bytes]).error?.code == .damaged)
    }

    @Test("S68 a journal of another run is damage, and names that run")
    func foreign() throws {
        let reading = JournalReading(try JournalSample(.sample(2), batches: [1, 1]).segments)
        #expect(reading.error?.code == .damaged && reading.error?.message.contains("it belongs to run \"\(RunID.sample(2))\"") == true)
    }

    @Test("reading goes on at any place, in pieces of any size")
    func pieces() throws {
        let sample = try JournalSample(batches: [1, 3, 1, 2, 1])
        for size in [1, 100, 300, 5000] {
            var scanner = JournalScanner(run: sample.run)
            var (numbers, end) = ([Int](), 0)
            while scanner.position != sample.end {
                end = min(end + size, sample.bytes.count)
                let tear = try sample.bytes[scanner.position.bytes..<end].withUnsafeBufferPointer { bytes throws(StorageError) in
                    try scanner.scan(bytes, of: "journal.jsonl", before: .more) { batch throws(StorageError) in
                        numbers += batch.first...batch.last
                        return batch.last != 5
                    }
                }
                #expect(tear == nil)
            }
            #expect(numbers == Array(1...8))
        }
        for place in sample.places {
            let reading = JournalReading([Array(sample.bytes[place.bytes...])], from: place)
            #expect(reading.isWhole && reading.end == sample.end)
        }
    }
}
