package import Workstream

extension Event {
    /// Events of every kind, with every field that a kind has, numbered from a number on.
    package static func samples(from number: Int) -> [Event] {
        let odd = "\"\\/\u{0}\u{8}\n\u{2028}\u{FEFF}é e\u{301} 😀 \u{7F}\r\t</script>"
        let failure = Failure(
            Failure.Code(rawValue: odd), odd, isPermanent: true, isOutcomeUnknown: true, retryAfter: .nanoseconds(1_500_000_001),
            cause: Failure(.timeout, "", cause: Failure("", odd, retryAfter: .zero)))
        let value: JSON = [odd: [1, 1.5, .null, true, .integer(.max), .string(odd)]]
        let payload = Payload.whole(value.bytes())
        let clipped = Payload.clipped(.init(beginning: odd, end: odd, length: 1 << 40, digest: "ab"))
        let summary = OutputSummary(length: 10, missing: 3, digest: "cd")
        let time = Timestamp(nanoseconds: 1_795_216_740_123_456_789)
        let asked = Event.Asked(by: odd, because: odd, message: 7)
        var kinds: [Event.Kind] = [
            .began, .stopping, .groupBegan(.init(run: 3)), .attemptBegan(.init(attempt: 1)), .failed(.init(reason: failure, origin: 12)),
            .attemptBegan(.init(attempt: 2, request: payload, effect: .atMostOnce, deadline: time)),
            .attemptEnded(.init(attempt: 1, outcome: .success(.empty), status: .completed)),
            .attemptEnded(.init(attempt: 1, outcome: .success(.whole([0xFF, 0x00])), status: .completed)),
            .attemptEnded(.init(attempt: 1, outcome: .success(clipped), status: .completed, output: summary)),
            .attemptEnded(.init(attempt: 1, outcome: .failure(failure), status: .running, due: time)),
            .attemptEnded(.init(attempt: 7, outcome: .failure(failure), status: .failed, reason: failure, output: OutputSummary(length: 1))),
            .lateAnswer(.init(attempt: 1, outcome: .success(payload))), .lateAnswer(.init(attempt: 1, outcome: .failure(failure))),
            .ended(.init(.failed, reason: failure, origin: 3)), .continuousPassed(.init(runs: 4, last: time)),
            .skipped(.init(.bypassed)), .skipped(.init(.stopped)), .skipped(.init(.sourceMissing(odd))),
            .skipped(.init(.dependency([1, 70_000]))), .stopRequested(.init(.cancel, asked: asked)), .paused(.init(by: "me")),
            .resumed(.init(shift: .nanoseconds(1_500_000_001), asked: asked)), .deadlinesMoved(.seconds(-1)),
            .probing(.init(attempt: 2, error: failure, output: summary)), .probed(.init(attempt: 2, isInProgress: true, due: time)),
            .probed(.init(attempt: 2, isInProgress: false, due: time)), .unresolved(.init(attempt: 2, reason: failure, output: summary)),
            .decided(.init(attempt: 2, .retry, asked: asked)), .decided(.init(attempt: 2, .completed(payload), asked: asked)),
            .decided(.init(attempt: 2, .failed(odd), asked: asked)), .recovered(.init()), .recovered(.init(hold: odd, survived: true)), .handedOver,
            .interrupted(.init(attempt: 2, error: failure)), .messageIgnored(.init(3, because: odd)),
        ]
        kinds += Phase.allCases.map { .phaseBegan(.init($0, due: time)) }
        kinds += Event.CutReason.allCases.map { .attemptCut(.init(attempt: 1, reason: $0)) }
        kinds += NodeStatus.allCases.map { .ended(.init($0)) }
        kinds += Cut.allCases.map { .cut($0) }
        kinds += DeferredCondition.allCases.map { .skipped(.init(.conditionNotMet($0))) }
        return kinds.enumerated().map { index, kind in
            Event(
                number: number + index, time: time + .nanoseconds(index), node: index % 3, source: Event.Source.allCases[index % 3], kind: kind)
        }
    }
}
