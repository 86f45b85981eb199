/// S1, S2, S4, S5, S14, S15: which phase of a plan or block follows which.
enum PhaseOrder {
    /// What the order depends on.
    struct Facts {
        /// Which phases have something to do: the plan or block has groups, batches or a delay for them.
        var has: (Phase) -> Bool
        /// Whether the plan or block has neither failed nor been stopped.
        var isGood: Bool
        /// Whether its bypass checks all passed.
        var isBypassed: Bool
    }

    /// The next phase in which there is something to do.
    static func next(after phase: Phase, _ facts: Facts) -> Phase {
        if phase == .bypass, facts.isGood, facts.isBypassed { return .ended }
        return Phase.allCases.first { $0 > phase && isEntered($0, facts) } ?? .ended
    }

    private static func isEntered(_ phase: Phase, _ facts: Facts) -> Bool {
        switch phase {
        case .notBegun: false
        case .bypass, .entranceDelay, .gate, .postChecks, .exitDelay: facts.isGood && facts.has(phase)
        case .body: facts.isGood
        case .winding, .deferredActions, .deferredChecks: facts.has(phase)
        case .ended: true
        }
    }
}
