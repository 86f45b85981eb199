import WorkstreamTesting

@testable import Workstream

/// The moments of the tables of the machine, reached by the whole engine.
extension EngineGround {
    /// Brings a run of the plan that has everything to a moment; the call of that moment is under way, and takes its time.
    ///
    /// - Parameters:
    ///   - moment: The moment.
    ///   - policy: What the block "A" does with work in flight when it has failed.
    ///   - continuous: The places that have a continuous check "alive": "" for the plan, "A/" for the block.
    func reach(_ moment: Moment, policy: FailurePolicy = .finishActions, continuous: Set<String> = []) async throws -> Run.ID {
        check.behave(.sayNo(), at: "bypass-checks/x")
        check.behave(.sayNo(), at: "A/bypass-checks/x")
        if moment == .backingOff { action.behave(.fail(times: 1), at: "A/1/a") }
        if let call = moment.call {
            let answer: ScriptedBehavior = call.hasSuffix("bypass-checks/x") ? .sayNo() : .respond
            action.behave(.take(.seconds(20), then: answer), at: NodePath(call))
            check.behave(.take(.seconds(20), then: answer), at: NodePath(call))
        }
        let id = try await engine.submit(Self.plan(policy: policy, continuous: continuous))
        guard moment != .notStarted else { return id }
        try await engine.start(id)
        if let call = moment.call {
            try await log.wait { $0.contains { $0.path == NodePath(call) } }
        } else {
            _ = try await engine.events(of: id).first { Self.isReached(moment, $0.kind) }
        }
        return id
    }

    /// The paths of all calls but those of continuous checks, in the order in which they began.
    var steps: [String] { log.paths.map(\.description).filter { !$0.hasSuffix("alive") } }

    /// The paths of the calls that ended because they were cancelled.
    var cancelled: [String] {
        log.calls.compactMap { call in
            if case .threw(let error) = call.outcome, error is CancellationError { call.path.description } else { nil }
        }
    }

    private static func isReached(_ moment: Moment, _ kind: Event.Kind) -> Bool {
        switch (moment, kind) {
        case (.entranceDelay, .phaseBegan(let began)): began.phase == .entranceDelay
        case (.exitDelay, .phaseBegan(let began)): began.phase == .exitDelay
        case (.backingOff, .attemptEnded(let ended)): ended.status == .running
        default: false
        }
    }

    /// The plan of the moments, with plugins that exist.
    private static func plan(policy: FailurePolicy, continuous: Set<String>) -> Plan {
        var plan = Moment.plan(policy: policy, continuous: continuous)
        let act: (inout Node.Action) -> Void = { $0.plugin = "act" }
        let look: (inout Node.Action) -> Void = { $0.plugin = "look" }
        plan.checks.changeEach { $0.checks.changeEach(look) }
        plan.deferred.changeEach { $0.actions.changeEach(act) }
        plan.blocks.changeEach { block in
            block.checks.changeEach { $0.checks.changeEach(look) }
            block.deferred.changeEach { $0.actions.changeEach(act) }
            block.sequences.changeEach { sequence in
                sequence.checks.changeEach { $0.checks.changeEach(look) }
                sequence.actions.changeEach(act)
            }
        }
        return plan
    }
}
