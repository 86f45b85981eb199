import Testing
import WorkstreamTesting

@testable import Workstream

@Suite("EventForm") struct EventFormTests {
    /// Events of the frequent kinds in every shape, those included that are nearly of their plainest shape.
    private static let frequent: [Event] = {
        let texts = [
            "{}", "[]", "\"\"", "0", "-1", "true", "false", "null", "1.5", "-0.0", "1e400", "123456789012345678", "1234567890123456789", "[1,[2,{}]]",
            #"{"a":1,"b":[{"c":null}]}"#, #"{"b":1,"a":2}"#, #"{"a":1,"a":2}"#, #"{"a": 1}"#, #"{"a":"é"}"#, #"{"a":"\n"}"#, #"{"a":"x\"y"}"#, "{",
            "[1,]", "01",
            "-", "-0", "tru", "", "1 ", #"{"":0,"long enough for eight":"bytes at once, and more"}"#, "\"\u{7F}\"", "\"\u{1}\"",
            String(repeating: "[", count: 40) + String(repeating: "]", count: 40),
        ]
        let failure = Failure(.failed, "m")
        let time = Timestamp(nanoseconds: 5)
        var kinds: [Event.Kind] = texts.map {
            .attemptEnded(.init(attempt: 3, outcome: .success(.whole(Array($0.utf8))), status: .completed))
        }
        kinds += NodeStatus.allCases.flatMap { status -> [Event.Kind] in
            [.ended(.init(status)), .attemptEnded(.init(attempt: 1, outcome: .success(.empty), status: status))]
        }
        kinds += Phase.allCases.flatMap { [.phaseBegan(.init($0)), .phaseBegan(.init($0, due: time))] }
        kinds += [
            .began, .attemptBegan(.init(attempt: .max)), .attemptBegan(.init(attempt: 0)), .attemptBegan(.init(attempt: -1)),
            .attemptBegan(.init(attempt: 1, request: .empty)), .attemptBegan(.init(attempt: 1, effect: .idempotent)),
            .attemptBegan(.init(attempt: 1, deadline: time)), .ended(.init(.failed, reason: failure)), .ended(.init(.failed, origin: 3)),
            .attemptEnded(.init(attempt: 1, outcome: .failure(failure), status: .failed)),
            .attemptEnded(.init(attempt: 1, outcome: .success(.empty), status: .running, due: time)),
            .attemptEnded(.init(attempt: 1, outcome: .success(.empty), status: .completed, output: OutputSummary(length: 1))),
            .attemptEnded(.init(attempt: 1, outcome: .success(.empty), status: .completed, reason: failure)),
        ]
        return kinds.enumerated().map { index, kind in
            Event(
                number: index + 1, time: Timestamp(nanoseconds: [0, .max, .min, 1_795_216_740_123_456_789][index % 4]),
                node: [0, 1, 70_000][index % 3],
                source: Event.Source.allCases[index % 3], kind: kind)
        }
    }()

    private static let events = frequent + Event.samples(from: frequent.count + 1)

    private static func text(of event: Event) throws -> [UInt8] {
        var bytes: [UInt8] = []
        try EventForm.append(event, of: .sample(1), to: &bytes)
        return bytes
    }

    @Test("every event is written as its stored form says, whichever way it goes", arguments: events)
    func writing(event: Event) throws {
        #expect(try String(decoding: Self.text(of: event), as: UTF8.self) == JSON(encoding: StoredEvent(event)).text())
    }

    @Test("every event is read as its stored form says, alone and among others")
    func reading() throws {
        let texts = try Self.events.map(Self.text)
        for (event, text) in zip(Self.events, texts) {
            #expect(try EventForm.events(array: [text]) == [StoredEvent(event)])
        }
        #expect(try EventForm.events(array: texts) == Self.events.map { StoredEvent($0) })
    }

    @Test("text that is not what we would write is read like the same text in any other place")
    func others() throws {
        for text in [
            #"{"n":1,"is":"began","t":5}"#, #"{"at":0,"is":"began","n":1,"t":5}"#, #"{"is":"began","n":1,"t":5,"v":1}"#,
            #"{"is":"began","n":1,"t":5,"v":2}"#,
            #"{"attempt":4,"is":"began","n":1,"t":5}"#, #"{"is":"ended","n":1,"status":"lost","t":5}"#, #"{ "is":"began","n":1,"t":5}"#,
            #"{"is":"flew","n":1,"t":5,"to":"{[\"\\"}"#, #"{"by":"aliens","is":"began","n":1,"t":5}"#,
            #"{"attempt":1,"is":"attemptEnded","n":1,"response":{"json":{"b":1,"a":2}},"status":"completed","t":5}"#,
            #"{"attempt":1,"is":"attemptEnded","n":1,"response":{"json":1.0e0},"status":"completed","t":5}"#,
        ] {
            #expect(try EventForm.events(array: [Array(text.utf8)]) == [JSON(parsing: text).decode(StoredEvent.self)], "\(text)")
        }
        for text in ["{}", "1", #"{"is":"began","n":01,"t":5}"#, #"{"is":"began","n":1,"t":5}}"#, #"{"is":"began","n":1,"t":5"#] {
            #expect(throws: (any Error).self, "\(text)") { try EventForm.events(array: [Array(text.utf8)]) }
        }
    }

    @Test("text that was changed is read, or refused, like the same text in any other place", .oneAtATime)
    func changed() throws {
        var random = SeededGenerator(seed: 5)
        let texts = try Self.frequent.map(Self.text).filter { $0.count < 150 }
        let pieces = [",", "{}", "0", "-", "1", "\"", " ", ".5", "}", "[", "\\", #""at":1,"#, #","v":2"#].map { Array($0.utf8) }
        var count = 0
        for _ in 0..<4000 {
            var text = texts[Int.random(in: texts.indices, using: &random)]
            for _ in 0..<Int.random(in: 1...2, using: &random) {
                let place = Int.random(in: text.indices, using: &random)
                let end = min(text.count, place + Int.random(in: 0...2, using: &random))
                text.replaceSubrange(place..<end, with: pieces[Int.random(in: pieces.indices, using: &random)])
            }
            let array = Array("[".utf8) + text + Array("]".utf8)
            let expected: [StoredEvent]? = try? JSON(parsing: array, depthLimit: JSON.highestDepthLimit).decode()
            if expected != nil { count += 1 }
            #expect((try? EventForm.events(array: [text])) == expected, "\(String(decoding: text, as: UTF8.self))")
        }
        #expect(count > 100)
    }

    @Test("a response nested as deep as JSON may be comes back", arguments: [31, 32, 33, 500, 504, 505, 511, 512])
    func deep(depth: Int) throws {
        let response = Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
        let ended = Event.AttemptEnded(attempt: 1, outcome: .success(.whole(response)), status: .completed)
        let event = Event(number: 1, time: Timestamp(nanoseconds: 1), node: 1, kind: .attemptEnded(ended))
        #expect(try EventForm.events(array: [Self.text(of: event)]) == [StoredEvent(event)])
    }

    @Test("what is taken for plainly canonical is canonical")
    func plain() throws {
        var random = SeededGenerator(seed: 11)
        let alphabet = Array(#"{}[]":,0123-.e \n"ab"é"#.utf8)
        var count = 0
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 1...9, using: &random)).map { _ in alphabet[Int.random(in: alphabet.indices, using: &random)] }
            guard let end = bytes.withUnsafeBufferPointer({ PlainValue.end(of: $0, from: 0) }) else { continue }
            count += 1
            #expect(try JSON(parsing: bytes[..<end]).bytes(.canonical) == Array(bytes[..<end]))
        }
        #expect(count > 1000)
    }
}

extension EventForm {
    /// Reads texts as an array.
    fileprivate static func events(array texts: [[UInt8]]) throws -> [StoredEvent] {
        var events: [StoredEvent] = []
        try (Array("[".utf8) + Array(texts.joined(separator: Array(",".utf8))) + Array("]".utf8)).withUnsafeBufferPointer {
            try appendEvents($0, to: &events)
        }
        return events
    }
}
