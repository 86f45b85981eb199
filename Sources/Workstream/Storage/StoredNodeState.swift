/// The stored form of what the machine knows of one node; `StoredState` says what it is for.
///
/// The fields are those of `NodeState`, left out where nothing has happened.
struct StoredNodeState: Codable {
    let state: NodeState

    private enum Field: String, CodingKey {
        case status, phase, verdict, cut, stage, cutReason, isTouched, isBypassed, attempt, current, running, failed, openGroups, skipped, unresolved
        case met, granted, probes, interruptions, moment, deadline
    }

    init(_ state: NodeState) {
        self.state = state
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Field.self)
        func word<Value>(_ field: Field, _ read: (String) -> Value?, into value: inout Value) throws {
            guard let text = try fields.decodeIfPresent(String.self, forKey: field) else { return }
            guard let known = read(text) else {
                throw DecodingError.dataCorruptedError(forKey: field, in: fields, debugDescription: "\"\(text)\" is not known.")
            }
            value = known
        }
        func number<Value: FixedWidthInteger & Decodable>(_ field: Field, into value: inout Value) throws {
            value = try fields.decode(field, or: value)
        }
        var state = NodeState()
        try word(.status, NodeStatus.init, into: &state.status)
        try word(.phase, Phase.init, into: &state.phase)
        try word(.verdict, NodeStatus.init, into: &state.verdict)
        try word(.cut, Cut.init, into: &state.cut)
        try word(.stage, NodeState.Stage.init, into: &state.stage)
        try word(.cutReason, Event.CutReason.init(storedName:), into: &state.cutReason)
        state.isTouched = try fields.decode(.isTouched, or: false)
        state.isBypassed = try fields.decode(.isBypassed, or: false)
        try number(.attempt, into: &state.attempt)
        try number(.current, into: &state.current)
        try number(.running, into: &state.running)
        try number(.failed, into: &state.failed)
        try number(.openGroups, into: &state.openGroups)
        try number(.skipped, into: &state.skipped)
        try number(.unresolved, into: &state.unresolved)
        try number(.met, into: &state.met)
        try number(.granted, into: &state.granted)
        try number(.probes, into: &state.probes)
        try number(.interruptions, into: &state.interruptions)
        try number(.moment, into: &state.moment)
        try number(.deadline, into: &state.deadline)
        self.state = state
    }

    func encode(to encoder: any Encoder) throws {
        let nothing = NodeState()
        var fields = encoder.container(keyedBy: Field.self)
        func write<Value: Equatable, Written: Encodable>(
            _ field: Field, _ value: KeyPath<NodeState, Value>, as written: (Value) -> Written
        ) throws {
            if state[keyPath: value] != nothing[keyPath: value] { try fields.encode(written(state[keyPath: value]), forKey: field) }
        }
        func write(_ field: Field, _ value: KeyPath<NodeState, some Equatable & Encodable>) throws {
            try write(field, value) { $0 }
        }
        try write(.status, \.status) { $0.description }
        try write(.phase, \.phase) { $0.description }
        try write(.verdict, \.verdict) { $0.description }
        try write(.cut, \.cut) { $0.description }
        try write(.stage, \.stage) { $0.rawValue }
        try write(.cutReason, \.cutReason) { $0.storedName }
        try write(.isTouched, \.isTouched)
        try write(.isBypassed, \.isBypassed)
        try write(.attempt, \.attempt)
        try write(.current, \.current)
        try write(.running, \.running)
        try write(.failed, \.failed)
        try write(.openGroups, \.openGroups)
        try write(.skipped, \.skipped)
        try write(.unresolved, \.unresolved)
        try write(.met, \.met)
        try write(.granted, \.granted)
        try write(.probes, \.probes)
        try write(.interruptions, \.interruptions)
        try write(.moment, \.moment)
        try write(.deadline, \.deadline)
    }
}
