@testable import Workstream

/// In which order a plan, block or sequence goes its way, and what it may leave out: S1–S5, S13–S15.
extension RunModel {
    /// A plan, block or sequence goes over to a phase.
    mutating func goOver(_ scope: Int, to phase: Phase, due: Timestamp?) {
        let history = histories[scope]
        let name = path(scope)
        expect(history.isUnderWay, "\(name) goes over to \(phase), but is not under way")
        // After a pause the whole gate is passed again (S43).
        expect(phase > history.phase, "S1–S3 \(name) goes from \(history.phase) to \(phase)")
        let isOver = phase == .winding || stop == .everything
        expect(!isClosing && !standsStill || isOver, "S43–S45 \(name) goes over to \(phase) while the run stands still")
        leave(scope, upTo: phase)
        switch phase {
        case .entranceDelay, .exitDelay:
            let delay = phase == .exitDelay ? nodes[scope].block?.exitDelay : nodes[scope].block?.entranceDelay
            expect(due != nil && due == delay.map { now + $0 }, "S13 the delay of \(name) ends at \(String(describing: due))")
            expect(isAlive(scope) && isAlive(0) && stop == .none, "S2, S13 \(name) waits, but it did not succeed or is stopped")
        case .body: judgeBody(scope)
        case .postChecks: expect(isAlive(scope), "S1–S3 \(name) goes over to its post-checks, but its body did not succeed")
        default: break
        }
        histories[scope].phases.append((phase, place, due))
        if phase == .deferredActions { choose(scope) }
    }

    /// S5: a body begins when every check of its gate has passed, since the run went on (S43).
    private func judgeBody(_ scope: Int) {
        expect(isAlive(scope), "S5 the body of \(path(scope)) begins, but it has failed or is stopped")
        for group in groups(.pre, of: scope) + groups(.continuous, of: scope) {
            expect(isPassed(group), "S5 the body of \(path(scope)) begins before \(path(group)) passed")
            // A sequence that is only finished goes on from where it stood.
            let isFinished = nodes[scope].kind == .sequence && (stop > .none || !isAlive(parent(scope)))
            expect(
                isFinished || (histories[group].ended?.place ?? 0) > wentOn,
                "S43 the body of \(path(scope)) begins, but \(path(group)) has not passed since")
        }
    }

    /// What a node leaves behind must be over; what it leaves out must have a reason.
    func leave(_ scope: Int, upTo phase: Phase) {
        let name = path(scope)
        let done = Set(histories[scope].phases.map(\.phase))
        let succeeds = nodes[scope].kind == .sequence ? isAlive(scope) && !isEnding(scope) : isAlive(scope) && stop == .none
        let before = succeeds && histories[0].failed == nil && histories[scope].phase < .body
        for kind in [Node.Checks.Kind.bypass, .pre, .post, .deferred] where kind.phase < phase {
            for group in groups(kind, of: scope) {
                expect(!histories[group].isUnderWay, "S6 \(name) goes over to \(phase) while \(path(group)) is under way")
                guard !done.contains(kind.phase) else { continue }
                expect(kind == .deferred ? stop == .everything : !succeeds, "S1–S3, S15 \(name) leaves out \(path(group))")
            }
        }
        if phase > .entranceDelay, let delay = nodes[scope].block?.entranceDelay, delay > .zero, before {
            let due = histories[scope].phases.first { $0.phase == .entranceDelay }?.due
            expect(due.map { $0 <= now } == true, "S2, S13 \(name) goes on before its entrance delay is over")
        }
        if phase > .body {
            for child in nodes[scope].children {
                expect(!histories[child].isUnderWay && histories[child].call == nil, "S11 \(name) goes over to \(phase) while \(path(child)) runs")
                if succeeds { expect(isDone(child), "S1–S3 \(name) goes over to \(phase), but \(path(child)) has not been done") }
            }
            if phase > .winding {
                for group in groups(.continuous, of: scope) { expect(isIdle(group), "S2 \(name) goes over to \(phase) while \(path(group)) runs") }
            }
        }
        if phase > .deferredActions {
            for batch in nodes[scope].batches {
                expect(histories[batch].ended != nil, "S14 \(name) goes over to \(phase), but \(path(batch)) is not over")
            }
        }
    }

    /// Whether a child of a body that succeeds needs nothing more.
    private func isDone(_ child: Int) -> Bool { nodes[child].kind == .action ? isOver(child) : histories[child].ended != nil }

    /// Whether no check of a group has a call under way.
    func isIdle(_ group: Int) -> Bool { nodes[group].children.allSatisfy { histories[$0].call == nil } }

    /// Whether the last run of a group is over and every check of it passed.
    func isPassed(_ group: Int) -> Bool { histories[group].ended?.status == .completed }

    /// S14: the choice of the deferred batches is made once, when deferred work begins.
    private mutating func choose(_ scope: Int) {
        let hasSucceeded = isAlive(scope)
        let isTouched = isTouched(scope)
        for batch in nodes[scope].batches {
            let isChosen =
                switch nodes[batch].batch!.condition {
                case .success: hasSucceeded
                case .failure: !hasSucceeded && isTouched
                case .anyFailure: !hasSucceeded
                case .always: true
                }
            if isChosen { chosen.insert(batch) }
        }
    }

    /// Whether an attempt of an action of a body has begun.
    func isTouched(_ scope: Int) -> Bool {
        nodes[scope].children.contains { child in
            nodes[child].kind == .action ? !histories[child].attempts.isEmpty : isTouched(child)
        }
    }

    /// Whether a deferred batch is to run.
    func isChosen(_ batch: Int) -> Bool { chosen.contains(batch) }

    /// Something will not be done.
    mutating func skip(_ node: Int, _ reason: Event.SkipReason) {
        let name = path(node)
        switch reason {
        case .bypassed:
            expect(
                !groups(.bypass, of: node).isEmpty && groups(.bypass, of: node).allSatisfy(isPassed),
                "S4 \(name) is bypassed, but not every check passed")
            expect(isAlive(node), "S4 \(name) is bypassed, but it has failed or is stopped")
            bypassed.insert(node)
            return
        case .conditionNotMet(let condition):
            expect(!isChosen(node) && nodes[node].batch?.condition == condition, "S14 \(name) is skipped, but it was chosen")
        case .sourceMissing:
            if case .missing? = histories[node].resolution {} else { objections.append("S29 \(name) is skipped, but its source did happen") }
            expect(nodes[parent(node)].kind == .batch, "S29 \(name) is skipped, but it is no deferred action")
        case .dependency(let chain): judgeSkip(node, chain)
        case .stopped: expect(stop == .everything, "S42 \(name) is skipped, but the run is stopped by \(stop)")
        }
        expect(histories[node].begun == nil && histories[node].attempts.isEmpty, "\(name) is skipped, but it has begun")
        histories[node].ended = (.skipped, place)
    }

    /// S23: a sequence is skipped when one that it waits for did not complete, with the chain that led there.
    private func judgeSkip(_ sequence: Int, _ chain: [Int]) {
        let name = path(sequence)
        expect(
            isAlive(parent(sequence)) && stop == .none && histories[0].failed == nil, "S23 \(name) is skipped, but its block has failed or is stopped"
        )
        guard let first = chain.first, let last = chain.last else { return objections.append("S23 \(name) is skipped without a chain") }
        expect(nodes[sequence].after.contains(last), "S23 \(name) does not wait for \(path(last))")
        expect(
            chain.allSatisfy { histories[$0].ended.map { $0.status != .completed } ?? false },
            "S23 a sequence of the chain \(chain.map(path)) completed")
        expect(histories[first].ended?.status != .skipped, "S23 the chain of \(name) begins with \(path(first)), which was skipped itself")
        let gaps = zip(chain, chain.dropFirst()).filter { !nodes[$1].after.contains($0) }
        // Of a long chain only the first and the last ones are kept.
        expect(gaps.count <= (chain.count > 8 ? 1 : 0), "S23 the chain of \(name) is \(chain.map(path))")
    }
}

extension Node.Checks.Kind {
    /// The phase in which such a group runs first.
    fileprivate var phase: Phase {
        switch self {
        case .bypass: .bypass
        case .pre, .continuous: .gate
        case .post: .postChecks
        case .deferred: .deferredChecks
        }
    }
}
