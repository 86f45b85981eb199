/// What messages say, as those who post them write it; `LoadedRun.input(from:limit:)` reads it.
///
/// | kind | fields of the body |
/// |---|---|
/// | `stop` | `strength` (`finishSequences`, `finishActions`, `cancel` or `everything`; left out: `finishActions`) |
/// | `pause`, `resume` | none |
/// | `decision` | `path`, and `verdict`: `retry`, `completed` (with the `response`; left out: `{}`) or `failed` (with the `reason`) |
///
/// All of them may have `because`: why, in the author's words.
extension Message {
    /// The fields of the body.
    enum Field {
        static let strength = "strength", because = "because", path = "path", verdict = "verdict", response = "response", reason = "reason"
    }

    /// Stop a run (S42).
    static func stop(_ strength: StopStrength, by author: String, because reason: String) -> Message {
        Message(.stop, from: author, reason, [Field.strength: .string(strength.cut.description)])
    }

    /// Pause a run (S43).
    static func pause(by author: String, because reason: String) -> Message { Message(.pause, from: author, reason) }

    /// Resume a run (S43).
    static func resume(by author: String, because reason: String) -> Message { Message(.resume, from: author, reason) }

    /// Settle an unresolved action (S34); nil for a decision whose response cannot be encoded.
    static func decision(_ path: NodePath, _ decision: Decision, by author: String, because reason: String) -> Message? {
        var fields: [String: JSON] = [Field.path: .string(path.description)]
        switch decision.kind {
        case .retry: fields[Field.verdict] = "retry"
        case .completed(let response):
            fields[Field.verdict] = "completed"
            fields[Field.response] = response
        case .failed(let reason):
            fields[Field.verdict] = "failed"
            fields[Field.reason] = .string(reason)
        case .unusable: return nil
        }
        return Message(.decision, from: author, reason, fields)
    }

    private init(_ kind: Kind, from author: String, _ reason: String, _ fields: [String: JSON] = [:]) {
        var fields = fields
        if !reason.isEmpty { fields[Field.because] = .string(reason) }
        self.init(kind, from: author, body: .object(fields))
    }
}
