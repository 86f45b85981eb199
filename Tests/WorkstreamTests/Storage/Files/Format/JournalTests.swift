import Testing

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
}
