/// The stored form of what people ask of a run, and of calls whose outcome nobody knows; `StoredEvent` describes it.
extension StoredEvent {
    /// Writes the fields of an event about control; of another one none.
    static func encodeControl(_ kind: Event.Kind, to fields: inout KeyedEncodingContainer<Field>) throws {
        switch kind {
        case .stopRequested(let stop):
            try fields.encode(stop.cut.description, forKey: .cut)
            try encode(stop.asked, to: &fields)
        case .paused(let asked):
            try encode(asked, to: &fields)
        case .resumed(let resumed):
            try fields.encode(resumed.shift.wholeNanoseconds, forKey: .shift)
            try encode(resumed.asked, to: &fields)
        case .deadlinesMoved(let shift):
            try fields.encode(shift.wholeNanoseconds, forKey: .shift)
        case .probing(let probing):
            try fields.encode(probing.attempt, forKey: .attempt)
            try fields.encode(StoredFailure(probing.error), forKey: .error)
            try fields.encodeIfPresent(probing.output.map(StoredOutputSummary.init), forKey: .output)
        case .probed(let probed):
            try fields.encode(probed.attempt, forKey: .attempt)
            try fields.encodeIfTrue(probed.isInProgress, forKey: .inProgress)
            try fields.encode(probed.due.nanoseconds, forKey: .due)
        case .unresolved(let unresolved):
            try fields.encode(unresolved.attempt, forKey: .attempt)
            try fields.encode(StoredFailure(unresolved.reason), forKey: .reason)
            try fields.encodeIfPresent(unresolved.output.map(StoredOutputSummary.init), forKey: .output)
        case .decided(let decided):
            try fields.encode(decided.attempt, forKey: .attempt)
            try encode(decided.verdict, to: &fields)
            try encode(decided.asked, to: &fields)
        case .recovered(let recovered):
            try fields.encodeIfPresent(recovered.hold, forKey: .because)
            try fields.encodeIfTrue(recovered.survived, forKey: .survived)
        case .interrupted(let interrupted):
            try fields.encode(interrupted.attempt, forKey: .attempt)
            try fields.encode(StoredFailure(interrupted.error), forKey: .error)
        case .messageIgnored(let ignored):
            try fields.encode(ignored.message, forKey: .message)
            try fields.encode(ignored.reason, forKey: .because)
        default:
            break
        }
    }

    /// Reads an event about control; `nil` for a name that is none.
    static func control(_ name: KindName, from fields: KeyedDecodingContainer<Field>) throws -> Event.Kind? {
        switch name {
        case .stopRequested:
            let cut = try known(try fields.decode(String.self, forKey: .cut), "hardness", { Cut($0) })
            return .stopRequested(.init(cut, asked: try asked(from: fields)))
        case .paused: return .paused(try asked(from: fields))
        case .resumed: return .resumed(.init(shift: try shift(from: fields), asked: try asked(from: fields)))
        case .deadlinesMoved: return .deadlinesMoved(try shift(from: fields))
        case .probing:
            return .probing(
                .init(
                    attempt: try fields.decode(Int.self, forKey: .attempt), error: try fields.decode(StoredFailure.self, forKey: .error).failure,
                    output: try fields.decodeIfPresent(StoredOutputSummary.self, forKey: .output)?.summary))
        case .probed:
            return .probed(
                .init(
                    attempt: try fields.decode(Int.self, forKey: .attempt), isInProgress: try fields.decode(.inProgress, or: false),
                    due: Timestamp(nanoseconds: try fields.decode(Int64.self, forKey: .due))))
        case .unresolved:
            return .unresolved(
                .init(
                    attempt: try fields.decode(Int.self, forKey: .attempt), reason: try fields.decode(StoredFailure.self, forKey: .reason).failure,
                    output: try fields.decodeIfPresent(StoredOutputSummary.self, forKey: .output)?.summary))
        case .decided:
            return .decided(
                .init(attempt: try fields.decode(Int.self, forKey: .attempt), try verdict(from: fields), asked: try asked(from: fields)))
        case .recovered:
            return .recovered(
                .init(hold: try fields.decodeIfPresent(String.self, forKey: .because), survived: try fields.decode(.survived, or: false)))
        case .handedOver: return .handedOver
        case .interrupted:
            return .interrupted(
                .init(attempt: try fields.decode(Int.self, forKey: .attempt), error: try fields.decode(StoredFailure.self, forKey: .error).failure))
        case .messageIgnored:
            return .messageIgnored(
                .init(try fields.decode(Int.self, forKey: .message), because: try fields.decode(String.self, forKey: .because)))
        default: return nil
        }
    }

    private static func encode(_ asked: Event.Asked, to fields: inout KeyedEncodingContainer<Field>) throws {
        try fields.encode(asked.author, forKey: .author)
        try fields.encodeUnlessEmpty(asked.reason, forKey: .because)
        try fields.encodeIfPresent(asked.message, forKey: .message)
    }

    private static func asked(from fields: KeyedDecodingContainer<Field>) throws -> Event.Asked {
        .init(
            by: try fields.decode(String.self, forKey: .author), because: try fields.decode(.because, or: ""),
            message: try fields.decodeIfPresent(Int.self, forKey: .message))
    }

    private static func shift(from fields: KeyedDecodingContainer<Field>) throws -> Duration {
        .nanoseconds(try fields.decode(Int64.self, forKey: .shift))
    }

    private static func encode(_ verdict: Event.Decided.Verdict, to fields: inout KeyedEncodingContainer<Field>) throws {
        switch verdict {
        case .retry: try fields.encode("retry", forKey: .verdict)
        case .completed(let response):
            try fields.encode("completed", forKey: .verdict)
            try fields.encode(StoredPayload(response), forKey: .response)
        case .failed(let reason):
            try fields.encode("failed", forKey: .verdict)
            try fields.encode(reason, forKey: .text)
        }
    }

    private static func verdict(from fields: KeyedDecodingContainer<Field>) throws -> Event.Decided.Verdict {
        let name = try fields.decode(String.self, forKey: .verdict)
        switch name {
        case "retry": return .retry
        case "completed": return .completed(try fields.decode(StoredPayload.self, forKey: .response).payload)
        case "failed": return .failed(try fields.decode(String.self, forKey: .text))
        default: return try known(name, "verdict", { _ in nil })
        }
    }
}
