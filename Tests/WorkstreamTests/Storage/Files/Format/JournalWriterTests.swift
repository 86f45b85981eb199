import Testing
import WorkstreamTesting

@testable import Workstream

@Suite("JournalWriter") struct JournalWriterTests {
    @Test("the form is the one that is described, and stays")
    func golden() throws {
        let time = Timestamp(nanoseconds: 1_795_216_740_123_456_789)
        var sample = JournalSample(after: 0xE306_9283)
        try sample.append([Event(number: 1, time: time, node: 0, kind: .submitted(.init(seed: 7, digest: "ab")))])
        try sample.append([
            Event(number: 2, time: time, node: 0, kind: .began), Event(number: 3, time: time, node: 4, kind: .attemptBegan(.init(attempt: 1))),
        ])
        sample.beginSegment()
        try sample.append([Event(number: 4, time: time, node: 0, kind: .ended(.init(.completed)))])
        #expect(
            String(decoding: sample.segments.joined(), as: UTF8.self) == """
                {"crc":"2500f4ff","after":"e3069283","format":"workstream.journal","version":1\
                ,"run":"00000000-0000-0000-0000-000000000001","first":1}
                {"crc":"1ddb8f6f","after":"2500f4ff","first":1,"last":1,"durable":0,\
                "events":[{"digest":"ab","is":"submitted","n":1,"seed":7,"t":1795216740123456789}]}
                {"crc":"b38fee52","after":"1ddb8f6f","first":2,"last":3,"durable":1,\
                "events":[{"is":"began","n":2,"t":1795216740123456789},\
                {"at":4,"attempt":1,"is":"attemptBegan","n":3,"t":1795216740123456789}]}
                {"crc":"2421239c","after":"b38fee52","format":"workstream.journal","version":1\
                ,"run":"00000000-0000-0000-0000-000000000001","first":4}
                {"crc":"3d447cff","after":"2421239c","first":4,"last":4,"durable":3,\
                "events":[{"is":"ended","n":4,"status":"completed","t":1795216740123456789}]}

                """)
    }

    @Test("a batch that does not go on from the last event is refused")
    func conflict() throws {
        let writer = JournalWriter(run: .sample(1))
        var bytes: [UInt8] = []
        let place = try writer.append([JournalSample.event(1)], durable: 0, at: .start, to: &bytes)
        for (events, code) in [([], .malformed), ([3], .conflict), ([1], .conflict), ([2, 4], .malformed)] as [([Int], StorageError.Code)] {
            let error = #expect(throws: StorageError.self) {
                var bytes: [UInt8] = []
                _ = try writer.append(events.map(JournalSample.event), durable: 1, at: place, to: &bytes)
            }
            #expect(error?.code == code && error?.run == .sample(1))
        }
    }
}
