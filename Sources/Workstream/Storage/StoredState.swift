/// The stored form of where a run stands after some event, version 1: what the engine keeps in checkpoints.
///
/// A checkpoint is a cache, so a form of another version is passed over and never upgraded. The number goes up whenever the meaning of a field changes, or
/// `RunState` gets one.
struct StoredState: Sendable {
    /// The version of this form.
    static let version = 1

    /// The state.
    private(set) var state: RunState
    /// The head after the same event.
    private(set) var head: RunHead
    /// The last event that the state contains, to see that the journal is the one that the state was folded from.
    private(set) var last: StoredEvent

    /// The stored form of a state.
    init(_ state: RunState, _ head: RunHead, after last: Event) {
        self.state = state
        self.head = head
        self.last = StoredEvent(last)
    }

    /// Reads a checkpoint.
    ///
    /// - Parameters:
    ///   - checkpoint: The checkpoint.
    ///   - shape: The plan of the run.
    /// - Returns: The state; nil when it cannot be read, or belongs to another run or plan.
    init?(_ checkpoint: Checkpoint, _ shape: Shape) {
        guard
            checkpoint.version == Self.version, let form = try? JSON(parsing: checkpoint.bytes).decode(Form.self),
            form.head.head.id == checkpoint.run, form.nodeCount == shape.count, let last = try? form.last.event(), last.number == checkpoint.number
        else { return nil }
        state = RunState(shape)
        form.restore(&state, after: last)
        head = form.head.head
        // When the run wants to be woken is not in its journal, and the next batch says it anew.
        head.due = nil
        self.last = form.last
    }

    /// The checkpoint that holds the state.
    ///
    /// - Throws: `EncodingError`.
    /// - Complexity: O(nodes).
    func checkpoint(of run: RunID) throws -> Checkpoint {
        let form = Form(state, StoredHead(head), last)
        return Checkpoint(run: run, number: state.lastNumber, version: Self.version, bytes: try JSON(encoding: form).bytes(.canonical))
    }
}

extension StoredState {
    /// The fields of the stored form, each as in `RunState`; nodes of which nothing has happened are left out.
    private struct Form: Codable {
        let last: StoredEvent
        let head: StoredHead
        let nodeCount: Int
        let nodes: [Int: StoredNodeState]
        let seed: UInt64
        let submitted: Int64
        let reasons: [Int: Reason]
        let responses, requests: [Int: StoredPayload]
        let effects: [Int: Effect]
        let errors: [Int: StoredFailure]
        let stop: String
        let pausedSince: Int64?
        let unresolved: Int
        let lastMessage: Int
        let isHandedOver: Bool

        struct Reason: Codable {
            let failure: StoredFailure
            let origin: Int
        }

        init(_ state: RunState, _ head: StoredHead, _ last: StoredEvent) {
            self.last = last
            self.head = head
            nodeCount = state.nodes.count
            var nodes: [Int: StoredNodeState] = [:]
            for (number, node) in state.nodes.enumerated() where node != NodeState() { nodes[number] = StoredNodeState(node) }
            self.nodes = nodes
            seed = state.seed
            submitted = state.submitted.nanoseconds
            reasons = state.reasons.mapValues { Reason(failure: StoredFailure($0.reason), origin: $0.origin) }
            responses = state.responses.mapValues { StoredPayload($0) }
            requests = state.requests.mapValues { StoredPayload($0) }
            effects = state.effects
            errors = state.errors.mapValues { StoredFailure($0) }
            stop = state.stop.description
            pausedSince = state.pausedSince?.nanoseconds
            unresolved = state.unresolved
            lastMessage = state.lastMessage
            isHandedOver = state.isHandedOver
        }

        /// Writes the fields into a state of which no event is known.
        func restore(_ state: inout RunState, after last: Event) {
            state.lastNumber = last.number
            state.lastTime = last.time
            for (number, node) in nodes where state.nodes.indices.contains(number) { state.nodes[number] = node.state }
            state.seed = seed
            state.submitted = Timestamp(nanoseconds: submitted)
            state.reasons = reasons.mapValues { Event.Failed(reason: $0.failure.failure, origin: $0.origin) }
            state.responses = responses.mapValues(\.payload)
            state.requests = requests.mapValues(\.payload)
            state.effects = effects
            state.errors = errors.mapValues(\.failure)
            state.stop = Cut(stop) ?? .none
            state.pausedSince = pausedSince.map { Timestamp(nanoseconds: $0) }
            state.unresolved = unresolved
            state.lastMessage = lastMessage
            state.isHandedOver = isHandedOver
        }
    }
}
