extension StoredEvent: Decodable {
    /// Reads the stored form.
    ///
    /// An event of a newer version is read too, and says so when it is asked for.
    ///
    /// - Throws: `DecodingError` when a field is missing or of another type.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Field.self)
        let number = try fields.decode(Int.self, forKey: .number)
        do {
            let version = try fields.decode(.version, or: Self.version)
            guard version <= Self.version else { throw Newer(what: "the format version \(version)") }
            let source = try fields.decodeIfPresent(String.self, forKey: .source)
            content = .known(
                Event(
                    number: number, time: try fields.decodeTime(.time), node: try fields.decode(.node, or: 0),
                    source: try source.map { try Self.known($0, "cause", Event.Source.init(storedName:)) } ?? .engine,
                    kind: try Self.kind(from: fields)))
        } catch let newer as Newer {
            content = .newer(number: number, what: newer.what, stored: try JSON(from: decoder))
        }
    }

    /// What this version does not know.
    private struct Newer: Error {
        let what: String
    }

    private typealias Fields = KeyedDecodingContainer<Field>

    private static func kind(from fields: Fields) throws -> Event.Kind {
        let name = try known(try fields.decode(String.self, forKey: .kind), "kind", KindName.init(rawValue:))
        switch name {
        case .submitted:
            return .submitted(.init(seed: try fields.decode(UInt64.self, forKey: .seed), digest: try fields.decode(String.self, forKey: .digest)))
        case .began: return .began
        case .stopping: return .stopping
        case .phaseBegan:
            let phase = try known(try fields.decode(String.self, forKey: .phase), "phase", { Phase($0) })
            return .phaseBegan(.init(phase, due: try fields.decodeTimeIfPresent(.due)))
        case .groupBegan: return .groupBegan(.init(run: try fields.decode(Int.self, forKey: .run)))
        case .attemptBegan:
            return .attemptBegan(
                .init(
                    attempt: try fields.decode(Int.self, forKey: .attempt),
                    request: try fields.decodeIfPresent(StoredPayload.self, forKey: .request)?.payload,
                    effect: try fields.decodeIfPresent(String.self, forKey: .effect).map { try known($0, "effect", Effect.init(rawValue:)) },
                    deadline: try fields.decodeTimeIfPresent(.deadline)))
        case .attemptCut:
            let reason = try known(try fields.decode(String.self, forKey: .cut), "reason for a cut", Event.CutReason.init(storedName:))
            return .attemptCut(.init(attempt: try fields.decode(Int.self, forKey: .attempt), reason: reason))
        case .attemptEnded: return .attemptEnded(try attemptEnded(from: fields))
        case .lateAnswer: return .lateAnswer(.init(attempt: try fields.decode(Int.self, forKey: .attempt), outcome: try outcome(from: fields)))
        case .ended:
            return .ended(
                .init(
                    try status(from: fields), reason: try fields.decodeIfPresent(StoredFailure.self, forKey: .reason)?.failure,
                    origin: try fields.decodeIfPresent(Int.self, forKey: .origin)))
        case .skipped: return .skipped(.init(try skipReason(from: fields)))
        case .failed:
            return .failed(
                .init(reason: try fields.decode(StoredFailure.self, forKey: .reason).failure, origin: try fields.decode(Int.self, forKey: .origin)))
        case .cut: return .cut(try known(try fields.decode(String.self, forKey: .cut), "hardness", { Cut($0) }))
        case .continuousPassed:
            return .continuousPassed(.init(runs: try fields.decode(Int.self, forKey: .runs), last: try fields.decodeTime(.last)))
        case .stopRequested, .paused, .resumed, .deadlinesMoved, .probing, .probed, .unresolved, .decided, .recovered, .handedOver, .interrupted,
            .messageIgnored:
            return try known(name.rawValue, "kind", { _ in try control(name, from: fields) })
        }
    }

    private static func attemptEnded(from fields: Fields) throws -> Event.AttemptEnded {
        Event.AttemptEnded(
            attempt: try fields.decode(Int.self, forKey: .attempt),
            outcome: try outcome(from: fields),
            status: try status(from: fields),
            due: try fields.decodeTimeIfPresent(.due),
            reason: try fields.decodeIfPresent(StoredFailure.self, forKey: .reason)?.failure,
            output: try fields.decodeIfPresent(StoredOutputSummary.self, forKey: .output)?.summary)
    }

    private static func outcome(from fields: Fields) throws -> Outcome {
        if let response = try fields.decodeIfPresent(StoredPayload.self, forKey: .response) { return .success(response.payload) }
        return .failure(try fields.decode(StoredFailure.self, forKey: .error).failure)
    }

    private static func status(from fields: Fields) throws -> NodeStatus {
        try known(try fields.decode(String.self, forKey: .status), "status", { NodeStatus($0) })
    }

    private static func skipReason(from fields: Fields) throws -> Event.SkipReason {
        switch try known(try fields.decode(String.self, forKey: .why), "reason for a skip", SkipName.init(rawValue:)) {
        case .bypassed: return .bypassed
        case .stopped: return .stopped
        case .source: return .sourceMissing(try fields.decode(String.self, forKey: .missing))
        case .dependency: return .dependency(try fields.decode([Int].self, forKey: .chain))
        case .condition:
            return .conditionNotMet(
                try known(try fields.decode(String.self, forKey: .condition), "condition", DeferredCondition.init(rawValue:)))
        }
    }

    static func known<Value>(_ name: String, _ what: String, _ value: (String) throws -> Value?) throws -> Value {
        guard let value = try value(name) else { throw Newer(what: "the \(what) \"\(name)\"") }
        return value
    }
}

extension KeyedDecodingContainer {
    fileprivate func decodeTime(_ key: Key) throws -> Timestamp {
        Timestamp(nanoseconds: try decode(Int64.self, forKey: key))
    }

    fileprivate func decodeTimeIfPresent(_ key: Key) throws -> Timestamp? {
        try decodeIfPresent(Int64.self, forKey: key).map { Timestamp(nanoseconds: $0) }
    }
}
