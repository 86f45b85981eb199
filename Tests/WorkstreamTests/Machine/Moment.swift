import Testing
import Workstream

/// A moment in the life of a plan that has everything a plan can have.
///
/// The tables of stops, pauses and continuous failures ask of each moment what follows; what it is follows from SEMANTICS alone.
enum Moment: CaseIterable {
    case notStarted, planBypass, planGate, blockBypass, entranceDelay, blockGate, sequenceGate, inFlight, backingOff, sequencePostChecks
    case blockPostChecks, blockDeferredActions, blockDeferredChecks, exitDelay, planPostChecks, planDeferredActions, planDeferredChecks

    /// The call that is under way at that moment.
    var call: String? {
        switch self {
        case .notStarted, .entranceDelay, .backingOff, .exitDelay: nil
        case .planBypass: "bypass-checks/x"
        case .planGate: "pre-checks/x"
        case .blockBypass: "A/bypass-checks/x"
        case .blockGate: "A/pre-checks/x"
        case .sequenceGate: "A/1/pre-checks/x"
        case .inFlight: "A/1/a"
        case .sequencePostChecks: "A/1/post-checks/x"
        case .blockPostChecks: "A/post-checks/x"
        case .blockDeferredActions: "A/done/x"
        case .blockDeferredChecks: "A/deferred-checks/x"
        case .planPostChecks: "post-checks/x"
        case .planDeferredActions: "done/x"
        case .planDeferredChecks: "deferred-checks/x"
        }
    }

    /// Whether it is deferred work that is under way.
    var isDeferred: Bool {
        [.blockDeferredActions, .blockDeferredChecks, .planDeferredActions, .planDeferredChecks].contains(self)
    }

    /// Whether the block "A" has begun and not ended.
    var isInBlock: Bool { Self.ofBlock.contains(self) }

    /// The moments in which the block "A" is under way.
    static let ofBlock: [Moment] = [
        .blockBypass, .entranceDelay, .blockGate, .sequenceGate, .inFlight, .backingOff, .sequencePostChecks, .blockPostChecks,
        .blockDeferredActions, .blockDeferredChecks, .exitDelay,
    ]

    /// The moments in which the sequences of the block "A" are under way.
    static let ofBody: [Moment] = [.sequenceGate, .inFlight, .backingOff, .sequencePostChecks]

    // MARK: The plan

    /// Blocks "A" and "B": "A" has sequences "1" and "2", and all that a block can have, as the plan has; continuous checks where they are asked for.
    ///
    /// - Parameter continuous: The places that have a continuous check "alive": "" for the plan, "A/" for the block.
    static func plan(policy: FailurePolicy = .finishActions, continuous: Set<String> = []) -> Plan {
        let kinds: [Node.Checks.Kind] = [.bypass, .pre, .post, .deferred]
        let checks = { kinds.map { group($0, "x") } + (continuous.contains($0) ? [group(.continuous, "alive", every: .milliseconds(500))] : []) }
        let deferred = [
            batch("undo", .failure, "x"), batch("tell", .anyFailure, "x"), batch("done", .success, "x"), batch("sweep", .always, "x"),
        ]
        let first = Node.Sequence(
            name: "1", checks: [group(.pre, "x"), group(.post, "x")], actions: [work("a", retries: 1), work("b")])
        let block = Node.Block(
            name: "A", checks: checks("A/"), sequences: [first, sequence("2", "a")], deferred: deferred, entranceDelay: .seconds(10),
            exitDelay: .seconds(10), failurePolicy: policy)
        return Plan(
            name: "P", checks: checks(""), blocks: [block, Node.Block(name: "B", sequences: [sequence("1", "a")])], deferred: deferred)
    }

    /// A run at that moment.
    func trial(policy: FailurePolicy = .finishActions, continuous: Set<String> = []) throws -> Trial {
        var trial = try Trial(Self.plan(policy: policy, continuous: continuous))
        guard self != .notStarted else { return trial }
        trial.start()
        while !isReached(trial) {
            if let call = trial.calls.first { Self.answer(call.path, &trial) } else { trial.pass(.milliseconds(500)) }
        }
        if self == .backingOff { trial.fail("A/1/a") }
        return trial
    }

    private func isReached(_ trial: Trial) -> Bool {
        switch self {
        case .entranceDelay: trial.running.isEmpty && trial.attempts("A/bypass-checks/x") > 0
        case .exitDelay: trial.running.isEmpty && trial.attempts("A/deferred-checks/x") > 0
        case .backingOff: trial.running.contains("A/1/a")
        default: trial.running.contains(call!) && !trial.running.contains { $0.hasSuffix("alive") }
        }
    }

    /// A call answers so that the run goes on.
    static func answer(_ call: String, _ trial: inout Trial) {
        if call.hasSuffix("bypass-checks/x") { trial.fail(call, code: .checkFailed) } else { trial.succeed(call) }
    }

    /// All calls end, and time passes, until the run has finished; gives the calls that began since, in order, continuous checks left out.
    static func finish(_ trial: inout Trial, since count: Int) -> [String] {
        for _ in 0..<200 where trial.finished == nil {
            if let call = trial.calls.first {
                if trial.cancelled.contains(call) { trial.endCancelled(call.path) } else { answer(call.path, &trial) }
            } else {
                trial.pass(.seconds(1))
            }
        }
        return trial.history.dropFirst(count).map(\.path).filter { !$0.hasSuffix("alive") }
    }

    // MARK: What follows when the plan is ended

    /// S12, S42: the calls that are cancelled when the plan is ended this hard.
    func cancelled(by cut: Cut) -> [String] {
        guard let call, cut == .everything || (cut == .cancel && !isDeferred) else { return [] }
        return [call]
    }

    /// S9, S12, S14, S42: the calls that begin when the plan is ended this hard, when those in flight end well.
    func rest(after cut: Cut) -> [String] {
        switch (self, cut) {
        case (.notStarted, _), (_, .everything), (.planDeferredChecks, _): []
        case (.planBypass, _), (.planGate, _): Self.deferred(isTouched: false)
        case (.blockBypass, _), (.entranceDelay, _), (.blockGate, _): Self.deferred("A/", isTouched: false) + Self.deferred(isTouched: false)
        case (.sequenceGate, .finishSequences), (.backingOff, .finishSequences):
            ["A/1/a", "A/1/b", "A/1/post-checks/x"] + Self.deferred("A/") + Self.deferred()
        case (.sequenceGate, _): Self.deferred("A/", isTouched: false) + Self.deferred(isTouched: false)
        case (.inFlight, .finishSequences): ["A/1/b", "A/1/post-checks/x"] + Self.deferred("A/") + Self.deferred()
        case (.inFlight, _), (.backingOff, _), (.sequencePostChecks, _), (.blockPostChecks, _): Self.deferred("A/") + Self.deferred()
        case (.blockDeferredActions, _): ["A/sweep/x", "A/deferred-checks/x"] + Self.deferred()
        case (.blockDeferredChecks, _), (.exitDelay, _), (.planPostChecks, _): Self.deferred()
        case (.planDeferredActions, _): ["sweep/x", "deferred-checks/x"]
        }
    }

    /// S14, S15: the deferred work of the plan, or of a block, that did not succeed.
    private static func deferred(_ prefix: String = "", isTouched: Bool = true) -> [String] {
        ((isTouched ? ["undo/x"] : []) + ["tell/x", "sweep/x", "deferred-checks/x"]).map { prefix + $0 }
    }

    /// S9: how the block "A" ends when the plan around it is ended.
    var blockStatus: NodeStatus {
        switch self {
        case .notStarted, .planBypass, .planGate: .notStarted
        case .exitDelay, .planPostChecks, .planDeferredActions, .planDeferredChecks: .completed
        default: .stopped
        }
    }

    /// S12: how the sequence "1" of "A" ends when the plan around it is ended this hard.
    func sequenceStatus(after cut: Cut) -> NodeStatus {
        switch self {
        case .notStarted, .planBypass, .planGate, .blockBypass, .entranceDelay, .blockGate: .notStarted
        case .sequenceGate, .inFlight, .backingOff: cut == .finishSequences ? .completed : .stopped
        case .sequencePostChecks: cut <= .finishActions ? .completed : .stopped
        default: .completed
        }
    }

    /// S12: how the action "a" of that sequence ends.
    func actionStatus(after cut: Cut) -> NodeStatus {
        switch self {
        case .notStarted, .planBypass, .planGate, .blockBypass, .entranceDelay, .blockGate: .notStarted
        case .sequenceGate: cut == .finishSequences ? .completed : .notStarted
        case .inFlight: cut <= .finishActions ? .completed : .stopped
        case .backingOff: cut == .finishSequences ? .completed : .stopped
        default: .completed
        }
    }
}
