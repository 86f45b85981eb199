/// What must be true of every run after every step, whatever happened. Tests ask after each.
extension RunMachine {
    /// The invariants that do not hold, in words; empty when all is well.
    ///
    /// - Complexity: O(nodes).
    package func brokenInvariants() -> [String] {
        var broken: [String] = []
        for node in 0..<state.shape.count {
            checkPlace(of: node, &broken)
            switch state.shape.kind(of: node) {
            case .plan, .block: checkScope(node, &broken)
            case .sequence: checkGroups(of: node, &broken)
            case .checks: checkGroup(node, &broken)
            case .batch: checkBatch(node, &broken)
            case .action: checkAttempt(of: node, &broken)
            }
        }
        if isStuck { broken.append("the run is going, and waits for nothing") }
        return broken
    }

    /// Whether no call, wait or delay is left that could take the run further; when the engine is closing, that is as it must be.
    private var isStuck: Bool {
        guard state.status == .running, mayBegin, !volatile.loops.values.contains(where: \.isRunning) else { return false }
        return state.nodes.allSatisfy { $0.status != .running || ($0.stage == .idle && $0.phase != .entranceDelay && $0.phase != .exitDelay) }
    }

    private func checkPlace(of node: Int, _ broken: inout [String]) {
        let parent = state.shape.parent(of: node)
        guard state.nodes[node].status == .running, state.nodes[parent].status != .running else { return }
        broken.append("S11 node \(node) runs, and node \(parent) around it is \(state.nodes[parent].status)")
    }

    private func checkScope(_ scope: Int, _ broken: inout [String]) {
        let node = state.nodes[scope]
        let children = state.shape.children(of: scope)
        let running = children.count { state.nodes[$0].status == .running }
        if running != node.running { broken.append("node \(scope) counts \(node.running) running children, and \(running) run") }
        let failed = children.count { state.nodes[$0].status == .failed }
        if failed != node.failed { broken.append("node \(scope) counts \(node.failed) failed children, and \(failed) failed") }
        if running > 0, node.phase != .body { broken.append("S11 node \(scope) is in \(node.phase) while \(running) of its children run") }
        if node.phase < .body, node.current >= 0 { broken.append("S5 node \(scope) began its body before its gate was passed") }
        if node.status == .completed, node.verdict != .running { broken.append("S31 node \(scope) completed with the verdict \(node.verdict)") }
        let hasReason = state.reasons[scope] != nil
        if node.verdict == .failed, !hasReason, scope == 0 || node.status == .running { broken.append("S31 node \(scope) failed without a reason") }
        checkCounts(of: scope, running: running, failed: failed, &broken)
        checkBatches(of: scope, &broken)
        checkGroups(of: scope, &broken)
    }

    private func checkCounts(of scope: Int, running: Int, failed: Int, _ broken: inout [String]) {
        guard scope != 0 else {
            if running > 1 { broken.append("S1 \(running) blocks run at a time") }
            return
        }
        let block = state.shape.scope(scope)
        if running > Int(block.concurrency) { broken.append("S20 node \(scope) runs \(running) children, and has \(block.concurrency) places") }
        guard block.tolerated < .max else { return }
        let most = block.tolerated + (block.isExact ? 1 : Int(block.concurrency))
        if failed > most { broken.append("S21 \(failed) children of node \(scope) failed, and at most \(most) can") }
        if failed > block.tolerated, state.nodes[scope].verdict == .running { broken.append("S21 node \(scope) goes on with \(failed) failures") }
    }

    private func checkBatches(of scope: Int, _ broken: inout [String]) {
        let running = state.shape.list(from: firstBatch(scope)).count { state.nodes[$0].status == .running }
        if running > 1 { broken.append("S14 node \(scope) runs \(running) batches at a time") }
        let phase = state.nodes[scope].phase
        if running > 0, phase != .deferredActions { broken.append("S11 node \(scope) runs deferred work in \(phase)") }
    }

    private func checkGroups(of node: Int, _ broken: inout [String]) {
        var open = 0
        for kind in Node.Checks.Kind.allCases {
            let running = state.shape.list(from: state.shape.firstGroup(kind, of: node)).count { state.nodes[$0].status == .running }
            open += running
            let phase = state.nodes[node].phase
            if running > 0, !mayRun(kind, in: phase) { broken.append("S5 node \(node) runs \(kind.rawValue)-checks in \(phase)") }
        }
        if open != state.nodes[node].openGroups { broken.append("node \(node) counts \(state.nodes[node].openGroups) open groups, and \(open) are") }
    }

    private func mayRun(_ kind: Node.Checks.Kind, in phase: Phase) -> Bool {
        switch kind {
        case .bypass: phase == .bypass
        case .pre: phase == .gate
        case .continuous: phase == .gate || phase == .body || phase == .winding
        case .post: phase == .postChecks
        case .deferred: phase == .deferredChecks
        }
    }

    private func checkGroup(_ group: Int, _ broken: inout [String]) {
        guard state.nodes[group].status == .running else { return }
        let running = state.shape.children(of: group).count { state.nodes[$0].status == .running }
        if running != state.nodes[group].running {
            broken.append("group \(group) counts \(state.nodes[group].running) running checks, and \(running) run")
        }
        if volatile.loops[group] != nil { broken.append("S6 group \(group) has two runs under way") }
    }

    private func checkBatch(_ batch: Int, _ broken: inout [String]) {
        let running = state.shape.children(of: batch).count { state.nodes[$0].status == .running }
        if running > 1 { broken.append("S14 batch \(batch) runs \(running) actions at a time") }
    }

    private func checkAttempt(of action: Int, _ broken: inout [String]) {
        let node = state.nodes[action]
        if (node.status == .running) != (node.stage != .idle) {
            broken.append("S60 node \(action) is \(node.status), and its attempt is \(node.stage)")
        }
        if node.attempt > state.shape.action(action).retries + 1 + Int32(node.granted) {
            broken.append("S24 node \(action) has had \(node.attempt) attempts")
        }
    }
}
