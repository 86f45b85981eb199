@testable import Workstream

/// Why and when something has failed, and with what it ends: S4, S8–S10, S14, S21–S23, S31, S42.
extension RunModel {
    /// The failures that count for a node, as far as they happened: where, and by which node, the first one first.
    func causes(of node: Int) -> [(place: Place, origin: Int)] {
        var causes: [(place: Place, origin: Int)] = []
        func add(_ child: Int) { if let failed = histories[child].failed { causes.append(failed) } }
        switch nodes[node].kind {
        case .action: add(node)
        case .batch: nodes[node].children.forEach(add)
        case .sequence: nodes[node].children.forEach(add)
        case .block:
            let tolerated = nodes[node].block!.toleratedFailures.limit(of: nodes[node].children.count)
            let failures = nodes[node].children.compactMap { loss($0, in: node) }.sorted { $0.place < $1.place }
            // The first one more than tolerated.
            if failures.count > tolerated { causes.append(failures[tolerated]) }
        case .plan, .checks: break
        }
        for group in nodes[node].groups {
            for check in nodes[group].children where counts(check, in: nodes[group].group!) { add(check) }
        }
        // S9, S42: what was stopped first fails only by its deferred work.
        if let stopping = histories[node].stopping { causes.removeAll { $0.place > stopping && !isDeferred($0.origin) } }
        for batch in nodes[node].batches where nodes[batch].batch!.isRequired { add(batch) }
        // S10, S42: a block says for itself whether its failure came before it was stopped.
        if node == 0 { for block in nodes[0].children { causes += failure(ofEnded: block) } }
        return causes.sorted { $0.place < $1.place }
    }

    private func failure(ofEnded block: Int) -> [(place: Place, origin: Int)] {
        guard let ended = histories[block].ended, ended.status == .failed, let failed = histories[block].failed else { return [] }
        return [(ended.place, failed.origin)]
    }

    /// A sequence that counts against the tolerance of its block.
    private func loss(_ sequence: Int, in block: Int) -> (place: Place, origin: Int)? {
        guard let ended = histories[sequence].ended else { return nil }
        if ended.status == .failed, let failed = histories[sequence].failed { return (ended.place, failed.origin) }
        guard ended.status == .skipped, !nodes[block].block!.toleratesSkips else { return nil }
        return (ended.place, -1)
    }

    /// S4: a bypass check that says no is no failure, and one that could not look only where its group does not take that for a no.
    private func counts(_ check: Int, in group: Node.Checks) -> Bool {
        guard group.kind == .bypass else { return true }
        return !group.treatsErrorsAsNo && histories[check].attempts.last?.code != .checkFailed
    }

    /// Something has failed: for the first reason that counts, and at that moment (S31).
    mutating func fail(_ node: Int, _ origin: Int) {
        // S41: a run that was started too late fails without anything in it.
        if node == 0, histories[0].begun == nil { return }
        concludeContinuous(of: node)
        let first = causes(of: node).first
        expect(first != nil, "S31 \(path(node)) has failed, but nothing in it that counts")
        if let first, first.origin >= 0 {
            expect(first.origin == origin, "S31 \(path(node)) failed first by \(path(first.origin)), not by \(path(origin))")
        }
        expect(histories[node].failed == nil, "S31 \(path(node)) fails twice")
        histories[node].failed = (place, origin)
    }

    /// S8: when a body is over, a continuous check that waits for its next attempt has the verdict of its last one.
    private mutating func concludeContinuous(of scope: Int) {
        guard histories[scope].phase >= .body else { return }
        let isOver = !nodes[scope].children.contains { histories[$0].isUnderWay }
        for group in groups(.continuous, of: scope) {
            for check in nodes[group].children {
                guard case .again? = histories[check].attempts.last?.fate?.value else { continue }
                // S25: nor is an attempt waited for that could not begin before its deadline.
                if isOver || histories[check].deadline.map({ $0 <= now }) == true { decide(check, .failed) }
            }
        }
    }

    /// A plan or block is being stopped from above.
    mutating func beStopped(_ node: Int) {
        expect(histories[node].failed == nil, "S9 \(path(node)) is stopped, but it has failed before")
        expect(stop > .none || (node != 0 && histories[0].failed != nil), "S9 \(path(node)) is stopped, but nobody stops it")
        histories[node].stopping = place
    }

    /// The work in flight of a plan or block is ended so hard.
    mutating func beCut(_ node: Int, _ cut: Cut) {
        expect(cut > histories[node].cut, "S42 \(path(node)) is cut by \(cut) after \(histories[node].cut)")
        // Only in its body a block that fails has anything in flight that its policy could end.
        let hasFailed = hasFailedInBody(node) || histories[0].failed != nil
        let wanted = max(stop, hasFailed ? nodes[node].block.map { Cut($0.failurePolicy) } ?? .none : .none)
        expect(cut == wanted, "S12, S42 \(path(node)) is cut by \(cut), not by \(wanted)")
        histories[node].cut = cut
        guard cut >= .cancel else { return }
        // What is cancelled is not asked any longer what it did.
        for action in nodes.indices where nodes[action].kind == .action && (block(of: action) ?? 0) == node {
            guard let attempt = histories[action].attempts.last, case .asked? = attempt.fate?.value, mayBeCancelled(action) else { continue }
            forecasts[action] = settled(action, attempt, mayRepeat: false)
        }
    }

    private func hasFailedInBody(_ node: Int) -> Bool {
        guard let failed = histories[node].failed else { return false }
        return histories[node].phases.last { $0.place < failed.place }?.phase == .body
    }

    /// A node has ended.
    mutating func end(_ node: Int, _ ended: Event.Ended) {
        let name = path(node)
        if node == 0, histories[0].begun == nil {
            expect(ended.status == (stop > .none ? .stopped : .failed), "S41, S42 a run that never began ended \(ended.status)")
            histories[0].ended = (ended.status, place)
            return
        }
        if isContinuous(node) { concludeContinuous(of: parent(node)) }
        if nodes[node].kind != .checks { expect(histories[node].ended == nil, "\(name) ends twice") }
        if let fates = fatesAtEnd(of: node) { expect(fates.contains(ended.status), "\(name) ended \(ended.status), not \(fates)") }
        switch nodes[node].kind {
        case .plan, .block, .sequence:
            if !bypassed.contains(node) { leave(node, upTo: .ended) }
        case .action:
            if ended.status == .failed, histories[node].failed == nil { histories[node].failed = (place, node) }
            forecasts[node] = nil
        case .checks, .batch: break
        }
        histories[node].ended = (ended.status, place)
    }

    /// With what a node may end now.
    private func fatesAtEnd(of node: Int) -> [NodeStatus]? {
        let history = histories[node]
        switch nodes[node].kind {
        case .checks:
            let checks = nodes[node].children.map { check in
                histories[check].ended?.status ?? histories[check].attempts.last?.fate?.value.status ?? .running
            }
            if checks.contains(.failed) { return [.failed] }
            return checks.allSatisfy { $0 == .completed } ? [.completed] : [.stopped]
        case .action: return nil
        case .sequence, .batch:
            if history.failed != nil { return [.failed] }
            let isWhole = nodes[node].children.allSatisfy { status(of: $0) == .completed || status(of: $0) == .skipped }
            return isWhole && nodes[node].groups.allSatisfy { isPassed($0) } ? [.completed] : [.stopped]
        case .plan, .block:
            if history.failed != nil { return [.failed] }
            return history.stopping != nil ? [.stopped] : [.completed]
        }
    }

    /// Where a node stands.
    func status(of node: Int) -> NodeStatus {
        let history = histories[node]
        if let ended = history.ended { return ended.status }
        if let fate = history.attempts.last?.fate?.value { return fate.status }
        return history.begun == nil && history.attempts.isEmpty ? .notStarted : .running
    }

    /// What must be so after every step.
    func settle() {
        for node in nodes.indices where histories[node].isUnderWay {
            switch nodes[node].kind {
            case .plan, .block, .sequence:
                if histories[node].failed == nil, histories[node].stopping == nil, let cause = causes(of: node).first {
                    objections.append(
                        "S8, S10, S21, S31 \(path(node)) has not failed, though \(cause.origin < 0 ? "too many were skipped" : path(cause.origin)) has"
                    )
                }
            case .checks, .batch, .action: break
            }
            if nodes[node].kind == .block { judgePlaces(node) }
        }
    }

    /// S20: no place stays free that somebody could take.
    private func judgePlaces(_ block: Int) {
        guard histories[block].phase == .body, isAlive(block), isAlive(0), stop == .none, !standsStill, !isClosing else { return }
        if let next = startable(in: block).first, hasPassedAgain(next) {
            objections.append("S20 \(path(next)) has not begun, though a place is free")
        }
    }

    /// What must be so at the end: nothing is under way any more.
    func judgeEnd() {
        for node in nodes.indices {
            expect(histories[node].call == nil, "S11 the run ends beside a call of \(path(node))")
            expect(!histories[node].isUnderWay || isContinuous(node), "the run ends, but \(path(node)) has not ended")
        }
    }

    /// Where a finished run should stand, as against where it is said to stand; the checks of continuous groups are recorded only when they fail (S7).
    func disagreements(with status: (_ node: Int) -> NodeStatus) -> [String] {
        nodes.indices.compactMap { node in
            guard !isContinuous(node), !isContinuous(parent(node)) else { return nil }
            let own = self.status(of: node)
            let wanted = own == .notStarted && isInSkipped(node) ? .skipped : own
            return wanted == status(node) ? nil : "\(path(node)) is \(status(node)) at the end, and should be \(wanted)"
        }
    }

    private func isInSkipped(_ node: Int) -> Bool {
        bypassed.contains(node) || histories[node].ended?.status == .skipped || (node != 0 && isInSkipped(parent(node)))
    }
}

extension Fate {
    /// The status of an action of which that became.
    fileprivate var status: NodeStatus {
        switch self {
        case .completed: .completed
        case .failed: .failed
        case .stopped: .stopped
        case .again, .asked, .undecided: .running
        }
    }
}
