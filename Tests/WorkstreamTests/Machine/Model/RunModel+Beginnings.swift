@testable import Workstream

/// What may begin, and when: S3, S5–S7, S11, S20–S26, S33, S34, S43–S45, S63.
extension RunModel {
    /// A plan, block, sequence, group or batch begins.
    mutating func begin(_ node: Int) {
        let name = path(node)
        switch nodes[node].kind {
        case .plan: expect(histories[0].begun == nil, "S41 the run begins twice")
        case .block: judgeBlock(node)
        case .sequence: judgeSequence(node)
        case .checks: judgeGroup(node)
        case .batch: judgeBatch(node)
        case .action: objections.append("\(name) begins without an attempt")
        }
        if nodes[node].kind != .checks { expect(histories[node].begun == nil, "\(name) begins twice") }
        if histories[node].ended == nil || nodes[node].kind == .checks {
            // A run may be started while it is held, and waits then.
            expectMoving(name, unless: isContinuous(node) || node == 0, orLooping: isLooping(node))
        }
        histories[node].begun = place
        // A group may run again.
        histories[node].ended = nil
        if nodes[node].kind == .checks { for check in nodes[node].children { (histories[check].ended, histories[check].resolution) = (nil, nil) } }
    }

    private func judgeBlock(_ block: Int) {
        expect(histories[0].phase == .body, "S1, S5 \(path(block)) begins, but its plan is in \(histories[0].phase)")
        expect(isAlive(0), "S8, S9, S10 \(path(block)) begins, but its plan has failed or is stopped")
        for other in nodes[0].children where other != block {
            expect(!histories[other].isUnderWay, "S1 \(path(block)) begins beside \(path(other))")
            if other < block {
                expect(histories[other].ended?.status == .completed, "S1, S10 \(path(block)) begins before \(path(other)) has completed")
            }
        }
    }

    private func judgeSequence(_ sequence: Int) {
        let block = parent(sequence)
        expect(histories[block].phase == .body, "S2, S5 \(path(sequence)) begins, but its block is in \(histories[block].phase)")
        expect(isAlive(block) && isAlive(0) && stop == .none, "S8, S9, S12 \(path(sequence)) begins, but its block is being ended")
        expect(startable(in: block).first == sequence, "S20, S21, S23, S34 \(path(sequence)) begins, where \(startable(in: block).map(path)) may")
        expect(hasPassedAgain(sequence), "S63 \(path(sequence)) begins before each continuous group has passed once more")
    }

    /// The sequence that takes the next free place of a block: the first in listed order whose dependencies have completed; none where no place is free.
    func startable(in block: Int) -> [Int] {
        let definition = nodes[block].block!
        let sequences = nodes[block].children
        let running = sequences.count { histories[$0].isUnderWay }
        let isUnresolved = sequences.contains { nodes[$0].children.contains { histories[$0].attempts.last?.fate?.value == .undecided } }
        var places = definition.concurrency
        if definition.isExact {
            let limit = definition.toleratedFailures.limit(of: sequences.count)
            let (left, isEndless) = limit.subtractingReportingOverflow(losses(of: block) - 1)
            places = min(places, isEndless ? places : left)
        }
        guard running < places, !isUnresolved else { return [] }
        let next = sequences.first { sequence in
            histories[sequence].begun == nil && histories[sequence].ended == nil
                && nodes[sequence].after.allSatisfy { histories[$0].ended?.status == .completed }
        }
        return next.map { [$0] } ?? []
    }

    /// How many sequences of a block count against its tolerance: those that failed, and where skips count, those that were skipped.
    func losses(of block: Int) -> Int {
        nodes[block].children.count {
            histories[$0].ended?.status == .failed || (histories[$0].ended?.status == .skipped && !nodes[block].block!.toleratesSkips)
        }
    }

    private func judgeGroup(_ group: Int) {
        let scope = parent(group)
        let phase = histories[scope].phase
        let phases: [Phase] =
            switch nodes[group].group!.kind {
            case .bypass: [.bypass]
            case .pre: [.gate]
            // A failing run that is recorded afterwards may be the last one, which outlived the body.
            case .continuous: [.gate, .body, .winding]
            case .post: [.postChecks]
            case .deferred: [.deferredChecks]
            }
        expect(phases.contains(phase), "S1–S3 \(path(group)) runs in the phase \(phase) of \(path(scope))")
        guard !isContinuous(group) || phase == .gate else { return }
        for check in nodes[group].children { expect(histories[check].call == nil, "S6 \(path(group)) has two runs under way") }
        if nodes[scope].kind == .sequence {
            expect(hasPassedAgain(scope), "S63 \(path(group)) runs before each continuous group has passed once more")
        }
    }

    private func judgeBatch(_ batch: Int) {
        let scope = parent(batch)
        expect(histories[scope].phase == .deferredActions, "S1, S2 \(path(batch)) begins in the phase \(histories[scope].phase)")
        expect(stop != .everything, "S42 \(path(batch)) begins, but what is left of deferred work is skipped")
        expect(isChosen(batch), "S14 \(path(batch)) is for \(nodes[batch].batch!.condition), and that did not come about")
        for other in nodes[scope].batches where other < batch {
            expect(histories[other].ended != nil, "S14 \(path(batch)) begins before \(path(other)) is over")
        }
    }

    /// The intent to make an attempt is recorded.
    mutating func intend(_ node: Int, _ began: Event.AttemptBegan) {
        if nodes[parent(node)].kind == .checks {
            if let deadline = began.deadline, began.attempt == 1 { histories[node].deadline = deadline }
            return
        }
        judgeAttempt(node, began.attempt)
        let parent = parent(node)
        if let first = nodes[parent].children.first(where: { histories[$0].ended == nil && !isOver($0) }) {
            expect(first == node, "S3, S14 \(path(node)) begins before \(path(first)) is over")
        }
        expect(
            histories[parent].isUnderWay && histories[parent].failed == nil,
            "S3, S14, S20 \(path(node)) begins, but \(path(parent)) is over or has failed")
        if nodes[parent].kind == .sequence {
            expect(histories[parent].phase == .body || groups(.pre, of: parent).isEmpty, "S3 \(path(node)) begins before its pre-checks passed")
            expect(hasPassedAgain(node), "S63 \(path(node)) begins before each continuous group has passed once more")
            if began.attempt == 1, let block = block(of: node) {
                expect(histories[block].phase == .body, "S5 \(path(node)) begins before its gate passed")
            }
        }
        if let duration = nodes[node].action!.deadline, began.attempt == 1 {
            expect(began.deadline == now + duration, "S25 the deadline of \(path(node)) is \(String(describing: began.deadline))")
            histories[node].deadline = began.deadline
        }
        histories[node].attempts.append(NodeHistory.Attempt(number: began.attempt, begun: place))
    }

    /// The rules for an attempt of an action or check.
    private func judgeAttempt(_ node: Int, _ number: Int) {
        let history = histories[node]
        let name = path(node)
        expect(history.call == nil, "S26 attempt \(number) of \(name) begins while an earlier one runs")
        expectMoving(name, unless: isContinuous(parent(node)))
        // The first attempts of a group's checks are decided with its run, whatever else the step leads to.
        let decided = isLooping(parent(node)) ? histories[parent(parent(node))].phases.last?.place : histories[parent(node)].begun
        let isDecided = number == 1 && (decided ?? 0) > stepBegan && nodes[parent(node)].kind == .checks
        expect(isDecided || !isEnding(node), "S12, S42 an attempt of \(name) begins, but it is being ended by \(drain(of: node))")
        expect(
            number <= 1 + nodes[node].action!.retries + history.granted,
            "S24 attempt \(number) of \(name), which has \(nodes[node].action!.retries) retries")
        if let deadline = deadline(of: node), number > 1 {
            expect(now < deadline || isContinuous(parent(node)), "S25 an attempt of \(name) begins after its deadline")
        }
        guard number > 1 else { return }
        expect(history.attempts.last?.number == number - 1, "S24 attempt \(number) of \(name) follows \(history.attempts.last?.number ?? 0)")
        if case .again(let due)? = history.attempts.last?.fate?.value {
            expect(due <= now, "S24 attempt \(number) of \(name) begins before \(due)")
        } else if !(standsStill && isLooping(parent(node)) && history.attempts.last?.fate?.value == .failed) {
            // A failing run is finished while the run stands still, though the body has nothing more to do.
            objections.append("S33 attempt \(number) of \(name) repeats one that is \(history.attempts.last?.fate.map { "\($0.value)" } ?? "open")")
        }
    }

    /// A plugin is called.
    mutating func call(_ node: Int, _ number: Int) {
        let group = parent(node)
        guard nodes[group].kind == .checks else {
            guard let last = histories[node].attempts.indices.last, histories[node].attempts[last].number == number,
                !histories[node].attempts[last].isCalled
            else { return objections.append("S60 attempt \(number) of \(path(node)) is made without its intent") }
            histories[node].attempts[last].isCalled = true
            return
        }
        judgeAttempt(node, number)
        if number == 1, isContinuous(group), histories[parent(group)].phase != .gate { judgeLoop(group) }
        var attempt = NodeHistory.Attempt(number: number, begun: place)
        attempt.isCalled = true
        if number == 1 { histories[node].failed = nil }
        if number == 1 { histories[node].deadline = nodes[node].action!.deadline.map { now + $0 } }
        histories[node].attempts.append(attempt)
    }

    /// S7: a continuous group runs again while the body runs, an interval after its last run.
    private func judgeLoop(_ group: Int) {
        let phase = histories[parent(group)].phase
        // The body may end in the very step that began the run.
        let isOver = phase == .winding && (histories[parent(group)].phases.last?.place ?? 0) > stepBegan
        expect(phase == .body || isOver, "S7 \(path(group)) runs again in the phase \(phase) of \(path(parent(group)))")
        guard let last = histories[group].lastPass, last.place > wentOn, histories[group].begun.map({ $0 < last.place }) == true else { return }
        expect(now >= last.time + nodes[group].group!.interval, "S7 \(path(group)) runs again before its interval is over")
    }

    /// - Parameter isLooping: Whether it is only recorded that a continuous group had begun.
    private func expectMoving(_ name: String, unless isContinuous: Bool, orLooping isLooping: Bool = false) {
        expect(!isClosing || isLooping, "S45 \(name) begins while the engine closes")
        expect(isContinuous || !standsStill, "S43, S44 \(name) begins while the run stands still")
    }

    /// S63: whether each continuous group that covers a body has passed since the run went on.
    ///
    /// What has failed or is being stopped does not wait.
    func hasPassedAgain(_ node: Int) -> Bool {
        guard wentOn > 0, let block = block(of: node), isAlive(block), isAlive(0) else { return true }
        return (groups(.continuous, of: 0) + groups(.continuous, of: block)).allSatisfy { (histories[$0].lastPass?.place ?? 0) > wentOn }
    }

    /// Whether a plan, block or sequence has neither failed nor is being stopped.
    func isAlive(_ scope: Int) -> Bool { histories[scope].failed == nil && histories[scope].stopping == nil && histories[scope].ended == nil }

    /// Whether nothing more can become of an action.
    func isOver(_ action: Int) -> Bool { histories[action].ended != nil || histories[action].attempts.last?.fate?.value.isFinal == true }
}
