import Foundation
import Testing
import WorkstreamTesting

@testable import Workstream

@Suite("StoredEvent") struct StoredEventTests {
    /// One event at least of every kind, with every field.
    static let samples: [Event] = {
        let odd = "\"\\/\u{0}\u{8}\n\u{2028}\u{FEFF}é e\u{301} 😀 \u{7F}\r\t</script>"
        let failure = Failure(
            Failure.Code(rawValue: odd), odd, isPermanent: true, isOutcomeUnknown: true, retryAfter: .nanoseconds(1_500_000_001),
            cause: Failure(.timeout, "", cause: Failure("", odd, retryAfter: .zero)))
        let values: [Payload] = [
            .empty, Payload(.string(odd), limit: 1000), Payload([odd: [1, 1.5, .null, true, -0.0, .integer(.max)]], limit: 1000),
            Payload(.string(String(repeating: "😀x", count: 100)), limit: 30), .whole(Array("{ }".utf8)), .whole([]), .whole([0xFF, 0x00]),
        ]
        let time = Timestamp(nanoseconds: 1_795_216_740_123_456_789)
        var kinds: [Event.Kind] = [
            .submitted(.init(seed: .max, digest: "ab")), .submitted(.init(seed: 0, digest: odd)), .began, .stopping, .groupBegan(.init(run: 3)),
            .attemptBegan(.init(attempt: 1)), .attemptBegan(.init(attempt: 2, request: values[2], effect: .idempotent, deadline: time)),
            .attemptEnded(.init(attempt: 1, outcome: .success(.empty), status: .completed)),
            .attemptEnded(.init(attempt: 1, outcome: .failure(failure), status: .running, due: time)),
            .attemptEnded(
                .init(
                    attempt: 7, outcome: .failure(Failure(.failed, "x")), status: .failed, reason: failure,
                    output: OutputSummary(length: 10, missing: 3, digest: "cd"))),
            .attemptEnded(.init(attempt: 7, outcome: .success(.empty), status: .completed, output: OutputSummary(length: 10))),
            .lateAnswer(.init(attempt: 1, outcome: .success(values[3]))), .lateAnswer(.init(attempt: 1, outcome: .failure(failure))),
            .ended(.init(.completed)), .ended(.init(.failed, reason: failure, origin: 0)), .failed(.init(reason: failure, origin: 12)),
            .continuousPassed(.init(runs: 4, last: time)), .skipped(.init(.bypassed)), .skipped(.init(.stopped)),
            .skipped(.init(.sourceMissing(odd))),
            .skipped(.init(.dependency([]))), .skipped(.init(.dependency([1, 70_000]))),
        ]
        kinds += Phase.allCases.map { .phaseBegan(.init($0)) } + [.phaseBegan(.init(.exitDelay, due: Timestamp(nanoseconds: .min)))]
        kinds += Event.CutReason.allCases.map { .attemptCut(.init(attempt: 1, reason: $0)) }
        kinds += NodeStatus.allCases.map { .ended(.init($0)) }
        kinds += Cut.allCases.map { .cut($0) }
        kinds += DeferredCondition.allCases.map { .skipped(.init(.conditionNotMet($0))) }
        kinds += values.map { .attemptEnded(.init(attempt: 1, outcome: .success($0), status: .completed)) }
        return kinds.enumerated().map { index, kind in
            Event(
                number: index + 1, time: index.isMultiple(of: 2) ? time : Timestamp(nanoseconds: .max), node: index % 3,
                source: Event.Source.allCases[index % 3], kind: kind)
        }
    }()

    @Test("every kind of event comes back equal, whatever it holds", arguments: samples + Event.samples(from: samples.count + 1))
    func roundTrip(event: Event) throws {
        let text = try JSON(encoding: StoredEvent(event)).text()
        let stored = try JSON(parsing: text).decode(StoredEvent.self)
        #expect(try stored.event() == event)
        #expect(stored == StoredEvent(event))
        #expect(try JSON(encoding: stored).text() == text)
    }

    @Test("every kind is among the samples")
    func everyKind() throws {
        let names = try ([Self.samples[0]] + Event.samples(from: 2)).map { try JSON(encoding: StoredEvent($0))["is"]?.stringValue }
        #expect(Set(names) == Set(StoredEvent.KindName.allCases.map(\.rawValue)))
    }

    @Test("other coders keep what they can: events without payloads come back equal", arguments: samples.filter { $0.number < 7 })
    func foundation(event: Event) throws {
        let data = try JSONEncoder().encode(StoredEvent(event))
        #expect(try JSONDecoder().decode(StoredEvent.self, from: data).event() == event)
    }

    @Test(
        "the stored form is the one that is described, and stays",
        arguments: [
            (
                Event(number: 1, time: .init(nanoseconds: 5), node: 0, kind: .submitted(.init(seed: 9, digest: "ab"))),
                #"{"digest":"ab","is":"submitted","n":1,"seed":9,"t":5}"#
            ),
            (
                Event(number: 2, time: .init(nanoseconds: 6), node: 3, source: .operator, kind: .began),
                #"{"at":3,"by":"operator","is":"began","n":2,"t":6}"#
            ),
            (
                Event(number: 3, time: .init(nanoseconds: 7), node: 1, kind: .phaseBegan(.init(.entranceDelay, due: .init(nanoseconds: 8)))),
                #"{"at":1,"due":8,"is":"phaseBegan","n":3,"phase":"entranceDelay","t":7}"#
            ),
            (
                Event(number: 4, time: .init(nanoseconds: 7), node: 4, kind: .attemptBegan(.init(attempt: 1, request: Payload(["a": 1], limit: 99)))),
                #"{"at":4,"attempt":1,"is":"attemptBegan","n":4,"request":{"json":{"a":1}},"t":7}"#
            ),
            (
                Event(
                    number: 5, time: .init(nanoseconds: 7), node: 4,
                    kind: .attemptEnded(.init(attempt: 1, outcome: .success(.empty), status: .completed))),
                #"{"at":4,"attempt":1,"is":"attemptEnded","n":5,"response":{"json":{}},"status":"completed","t":7}"#
            ),
            (
                Event(
                    number: 6, time: .init(nanoseconds: 7), node: 4,
                    kind: .attemptEnded(
                        .init(
                            attempt: 1, outcome: .failure(Failure(.failed, "m", isPermanent: true, retryAfter: .milliseconds(1500))), status: .failed,
                            output: OutputSummary(length: 2)))),
                #"{"at":4,"attempt":1,"error":{"code":"failed","message":"m","permanent":true,"retryAfter":"1.5s"},"is":"attemptEnded","n":6,"#
                    + #""output":{"length":2},"status":"failed","t":7}"#
            ),
            (
                Event(number: 7, time: .init(nanoseconds: 7), node: 4, kind: .attemptCut(.init(attempt: 1, reason: .deadline))),
                #"{"at":4,"attempt":1,"cut":"deadline","is":"attemptCut","n":7,"t":7}"#
            ),
            (
                Event(number: 8, time: .init(nanoseconds: 7), node: 4, kind: .skipped(.init(.sourceMissing("up")))),
                #"{"at":4,"is":"skipped","n":8,"source":"up","t":7,"why":"source"}"#
            ),
            (
                Event(number: 9, time: .init(nanoseconds: 7), node: 4, kind: .continuousPassed(.init(runs: 2, last: .init(nanoseconds: 3)))),
                #"{"at":4,"is":"continuousPassed","last":3,"n":9,"runs":2,"t":7}"#
            ),
        ])
    func golden(event: Event, text: String) throws {
        #expect(try JSON(encoding: StoredEvent(event)).text() == text)
    }

    @Test(
        "S69 what a newer version wrote is read, refused by name when it is asked for, and passed on as it was",
        arguments: [
            (#"{"is":"teleported","n":4,"t":1,"to":"moon"}"#, "the kind \"teleported\""),
            (#"{"is":"began","n":4,"t":1,"v":2}"#, "the format version 2"),
            (#"{"is":"phaseBegan","n":4,"phase":"party","t":1}"#, "the phase \"party\""),
            (#"{"is":"ended","n":4,"status":"vanished","t":1}"#, "\"vanished\""),
            (#"{"is":"skipped","n":4,"t":1,"why":"moon"}"#, "\"moon\""), (#"{"by":"aliens","is":"began","n":4,"t":1}"#, "\"aliens\""),
            (#"{"is":"cut","n":4,"cut":"gently","t":1}"#, "\"gently\""),
        ])
    func newer(text: String, what: String) throws {
        let stored = try JSON(parsing: text).decode(StoredEvent.self)
        #expect(stored.number == 4)
        let error = #expect(throws: StorageError.self) { try stored.event() }
        #expect(error?.code == .newerFormat)
        #expect(error?.message.contains(what) == true)
        #expect(try JSON(encoding: stored) == JSON(parsing: text))
    }

    @Test("an unknown field is passed over")
    func unknownField() throws {
        let stored = try JSON(parsing: #"{"is":"began","n":4,"t":1,"mood":"fine"}"#).decode(StoredEvent.self)
        #expect(try stored.event() == Event(number: 4, time: Timestamp(nanoseconds: 1), node: 0, kind: .began))
    }

    @Test(
        "what is no stored event is refused",
        arguments: [
            #"{"is":"began","t":1}"#, #"{"n":1,"t":1}"#, #"{"is":"began","n":1}"#, #"{"is":"began","n":"1","t":1}"#,
            #"{"is":"submitted","n":1,"t":1,"seed":-1}"#,
            #"{"is":"attemptEnded","n":1,"t":1,"attempt":1,"status":"failed"}"#, #"{"is":"attemptBegan","n":1,"t":1}"#, "[]",
            #"{"is":"lateAnswer","n":1,"t":1,"attempt":1,"response":{"base64":"?"}}"#,
        ])
    func malformed(text: String) throws {
        let json = try JSON(parsing: text)
        #expect(throws: JSON.DecodingFault.self) { try json.decode(StoredEvent.self) }
    }
}
