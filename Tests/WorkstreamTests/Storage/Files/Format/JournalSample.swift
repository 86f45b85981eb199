import WorkstreamTesting

@testable import Workstream

/// A journal in memory, and what tests do to it.
struct JournalSample {
    let run: RunID
    /// The bytes of each segment.
    private(set) var segments: [[UInt8]] = [[]]
    /// The place after each line that was written, from the beginning of the journal on.
    private(set) var places: [JournalPosition]

    /// An empty journal.
    ///
    /// - Parameter plan: The checksum of the plan that it begins with.
    init(_ run: RunID = .sample(1), after plan: UInt32 = 0) {
        self.run = run
        places = [.beginning(after: plan)]
    }

    /// A journal with a batch of so many events for each number.
    init(_ run: RunID = .sample(1), batches counts: [Int]) throws {
        self.init(run)
        for count in counts { try append(count) }
    }

    var end: JournalPosition { places[places.count - 1] }
    var bytes: [UInt8] { segments[segments.count - 1] }
    /// The lines of the last segment, each with its line feed.
    var lines: [[UInt8]] { Self.lines(of: bytes) }

    /// The number of the first event of a segment.
    func segment(_ index: Int) -> Int { places.filter { $0.bytes == 0 }[index].segment }

    /// The place after the header of each segment.
    var headers: [JournalPosition] {
        segments.enumerated().compactMap { index, bytes in
            guard let header = Self.lines(of: bytes).first, let checksum = ChecksumText.value(of: header[8..<16]) else { return nil }
            let first = segment(index)
            return JournalPosition(segment: first, bytes: header.count, lines: 1, last: first - 1, checksum: checksum)
        }
    }

    static func lines(of bytes: [UInt8]) -> [[UInt8]] {
        bytes.split(separator: UInt8(ascii: "\n")).map { Array($0) + [UInt8(ascii: "\n")] }
    }

    /// Appends a batch of so many events.
    mutating func append(_ count: Int, durable: Int? = nil) throws {
        let events = (0..<count).map { Self.event(end.last + 1 + $0) }
        try append(events, durable: durable)
    }

    mutating func append(_ events: [Event], durable: Int? = nil) throws {
        places.append(
            try JournalWriter(run: run).append(events, durable: durable ?? end.last, at: end, to: &segments[segments.count - 1]))
    }

    mutating func beginSegment() {
        places.append(end.nextSegment)
        segments.append([])
    }

    static func event(_ number: Int) -> Event {
        let time = Timestamp(nanoseconds: 1_795_216_740_000_000_000 + Int64(number))
        if number == 1 { return Event(number: 1, time: time, node: 0, kind: .submitted(.init(seed: 7, digest: "ab"))) }
        let kinds: [Event.Kind] = [
            .began, .attemptBegan(.init(attempt: 1)), .ended(.init(.completed)),
            .attemptEnded(.init(attempt: 1, outcome: .success(Payload(["path": "/a"], limit: 100)), status: .completed)),
        ]
        return Event(number: number, time: time, node: number % 5, kind: kinds[number % 4])
    }
}
