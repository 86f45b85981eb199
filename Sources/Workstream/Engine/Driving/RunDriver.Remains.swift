extension RunDriver {
    /// What a storage fault leaves in memory: all that is needed to go on as if nothing had happened (S67).
    struct Remains: Sendable {
        /// The fold of all events, stored or not.
        var state: RunState
        /// The head after the last of them.
        var head: RunHead
        /// The events of which nobody knows that they are stored.
        var pending: [Event]
        /// Calls that were not made, although their intents may be stored.
        var unmade: [CallSlot.Name]
    }

    /// What is left after a storage fault; nil: there was none.
    var remains: Remains? {
        update { state, _ in
            guard state.fault?.code == .storageFault else { return nil }
            var head = state.head
            head.attention = state.machine.state.attention
            return Remains(state: state.machine.state, head: head, pending: state.storing + state.unstored, unmade: state.unmade)
        }
    }
}

extension RunDriver {
    /// Whether the run has been started, as far as is decided.
    var isUnderWay: Bool { update { state, _ in state.machine.state.status == .running } }

    /// The number of the last event that is known to be stored.
    var lastStored: Int { update { state, _ in state.durable } }

    /// Whether nothing more is stored of the run here, although calls may still be awaited.
    var isBroken: Bool { update { state, _ in state.isBroken } }

    /// Takes the run up where its journal ends, and waits until that is stored.
    ///
    /// - Parameters:
    ///   - reason: Why it is held; nil: it goes on.
    ///   - standing: What this engine knows of its own last time with the run.
    /// - Throws: `EngineError` when it could not be stored.
    func recover(hold reason: String?, from standing: RunStanding) async throws {
        for call in standing.unmade { post(.notMade(node: call.node, attempt: call.attempt)) }
        try await ask(.recovered(hold: reason, survived: standing.isOwn))
    }
}
