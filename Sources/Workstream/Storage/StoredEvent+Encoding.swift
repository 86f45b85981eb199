extension StoredEvent: Encodable {
    /// Writes the stored form.
    public func encode(to encoder: any Encoder) throws {
        switch content {
        case .known(let event):
            var fields = encoder.container(keyedBy: Field.self)
            try fields.encode(event.number, forKey: .number)
            try fields.encode(event.time.nanoseconds, forKey: .time)
            if event.node != 0 { try fields.encode(event.node, forKey: .node) }
            if event.source != .engine { try fields.encode(event.source.storedName, forKey: .source) }
            try Self.encode(event.kind, to: &fields)
        case .newer(_, _, let stored):
            try stored.encode(to: encoder)
        }
    }

    private typealias Fields = KeyedEncodingContainer<Field>

    private static func encode(_ kind: Event.Kind, to fields: inout Fields) throws {
        try fields.encode(name(of: kind).rawValue, forKey: .kind)
        switch kind {
        case .submitted(let submitted):
            try fields.encode(submitted.seed, forKey: .seed)
            try fields.encode(submitted.digest, forKey: .digest)
        case .began, .stopping:
            break
        case .phaseBegan(let began):
            try fields.encode(began.phase.description, forKey: .phase)
            try fields.encodeIfPresent(began.due?.nanoseconds, forKey: .due)
        case .groupBegan(let began):
            try fields.encode(began.run, forKey: .run)
        case .attemptBegan(let began):
            try fields.encode(began.attempt, forKey: .attempt)
            try fields.encodeIfPresent(began.request.map(StoredPayload.init), forKey: .request)
            try fields.encodeIfPresent(began.effect, forKey: .effect)
            try fields.encodeIfPresent(began.deadline?.nanoseconds, forKey: .deadline)
        case .attemptCut(let cut):
            try fields.encode(cut.attempt, forKey: .attempt)
            try fields.encode(cut.reason.storedName, forKey: .cut)
        case .attemptEnded(let ended):
            try encode(ended, to: &fields)
        case .lateAnswer(let late):
            try fields.encode(late.attempt, forKey: .attempt)
            try encode(late.outcome, to: &fields)
        case .ended(let ended):
            try fields.encode(ended.status.description, forKey: .status)
            try fields.encodeIfPresent(ended.reason.map(StoredFailure.init), forKey: .reason)
            try fields.encodeIfPresent(ended.origin, forKey: .origin)
        case .skipped(let skipped):
            try encode(skipped.reason, to: &fields)
        case .failed(let failed):
            try fields.encode(StoredFailure(failed.reason), forKey: .reason)
            try fields.encode(failed.origin, forKey: .origin)
        case .cut(let cut):
            try fields.encode(cut.description, forKey: .cut)
        case .continuousPassed(let passed):
            try fields.encode(passed.runs, forKey: .runs)
            try fields.encode(passed.last.nanoseconds, forKey: .last)
        case .stopRequested, .paused, .resumed, .deadlinesMoved, .probing, .probed, .unresolved, .decided, .recovered, .handedOver, .interrupted,
            .messageIgnored:
            try encodeControl(kind, to: &fields)
        }
    }

    private static func encode(_ ended: Event.AttemptEnded, to fields: inout Fields) throws {
        try fields.encode(ended.attempt, forKey: .attempt)
        try encode(ended.outcome, to: &fields)
        try fields.encode(ended.status.description, forKey: .status)
        try fields.encodeIfPresent(ended.due?.nanoseconds, forKey: .due)
        try fields.encodeIfPresent(ended.reason.map(StoredFailure.init), forKey: .reason)
        try fields.encodeIfPresent(ended.output.map(StoredOutputSummary.init), forKey: .output)
    }

    private static func encode(_ outcome: Outcome, to fields: inout Fields) throws {
        switch outcome {
        case .success(let response): try fields.encode(StoredPayload(response), forKey: .response)
        case .failure(let failure): try fields.encode(StoredFailure(failure), forKey: .error)
        }
    }

    private static func encode(_ reason: Event.SkipReason, to fields: inout Fields) throws {
        switch reason {
        case .bypassed: try fields.encode(SkipName.bypassed.rawValue, forKey: .why)
        case .stopped: try fields.encode(SkipName.stopped.rawValue, forKey: .why)
        case .conditionNotMet(let condition):
            try fields.encode(SkipName.condition.rawValue, forKey: .why)
            try fields.encode(condition.rawValue, forKey: .condition)
        case .sourceMissing(let source):
            try fields.encode(SkipName.source.rawValue, forKey: .why)
            try fields.encode(source, forKey: .missing)
        case .dependency(let chain):
            try fields.encode(SkipName.dependency.rawValue, forKey: .why)
            try fields.encode(chain, forKey: .chain)
        }
    }

    private static func name(of kind: Event.Kind) -> KindName {
        switch kind {
        case .submitted: .submitted
        case .began: .began
        case .phaseBegan: .phaseBegan
        case .groupBegan: .groupBegan
        case .attemptBegan: .attemptBegan
        case .attemptCut: .attemptCut
        case .attemptEnded: .attemptEnded
        case .lateAnswer: .lateAnswer
        case .ended: .ended
        case .skipped: .skipped
        case .failed: .failed
        case .stopping: .stopping
        case .cut: .cut
        case .continuousPassed: .continuousPassed
        case .stopRequested: .stopRequested
        case .paused: .paused
        case .resumed: .resumed
        case .deadlinesMoved: .deadlinesMoved
        case .probing: .probing
        case .probed: .probed
        case .unresolved: .unresolved
        case .decided: .decided
        case .recovered: .recovered
        case .handedOver: .handedOver
        case .interrupted: .interrupted
        case .messageIgnored: .messageIgnored
        }
    }
}
