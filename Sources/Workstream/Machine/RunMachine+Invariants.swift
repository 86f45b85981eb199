/// What must be true of every run after every step, whatever happened. Tests ask after each.
extension RunMachine {
    /// The invariants that do not hold, in words; empty when all is well.
    ///
    /// - Complexity: O(nodes).
    package func brokenInvariants() -> [String] {
        var broken: [String] = []
        for node in 0..<state.shape.count {
            switch state.shape.kind(of: node) {
            case .plan, .block: checkScope(node, &broken)
            case .sequence: checkGroups(of: node, &broken)
            case .checks: checkGroup(node, &broken)
            case .action, .batch: break
            }
            if state.nodes[node].stage == .inFlight, state.nodes[node].status != .running { broken.append("S60 node \(node) has a call under way and is not running") }
        }
        return broken
    }

    private func checkScope(_ scope: Int, _ broken: inout [String]) {
        let node = state.nodes[scope]
        let children = state.shape.children(of: scope)
        let running = children.count { state.nodes[$0].status == .running }
        if running != node.running { broken.append("node \(scope) counts \(node.running) running children, and \(running) run") }
        let failed = children.count { state.nodes[$0].status == .failed }
        if failed != node.failed { broken.append("node \(scope) counts \(node.failed) failed children, and \(failed) failed") }
        if running > 0, node.phase != .body { broken.append("S11 node \(scope) is in \(node.phase) while \(running) of its children run") }
        let places = scope == 0 ? 1 : Int(state.shape.scope(scope).concurrency)
        if running > places { broken.append("S20 node \(scope) runs \(running) children, and has \(places) places") }
        if node.phase < .deferredActions, state.shape.list(from: firstBatch(scope)).contains(where: { state.nodes[$0].status == .running }) {
            broken.append("S11 node \(scope) runs deferred work in \(node.phase)")
        }
        if node.phase < .body, node.current >= 0 { broken.append("S5 node \(scope) began its body before its gate was passed") }
        if node.status.isFinal, node.openGroups > 0 { broken.append("node \(scope) has ended with \(node.openGroups) groups under way") }
        if node.status == .completed, node.verdict != .running { broken.append("S31 node \(scope) completed with the verdict \(node.verdict)") }
        checkGroups(of: scope, &broken)
    }

    private func checkGroups(of node: Int, _ broken: inout [String]) {
        var open = 0
        for kind in Node.Checks.Kind.allCases {
            open += state.shape.list(from: state.shape.firstGroup(kind, of: node)).count { state.nodes[$0].status == .running }
        }
        if open != state.nodes[node].openGroups { broken.append("node \(node) counts \(state.nodes[node].openGroups) open groups, and \(open) are") }
    }

    private func checkGroup(_ group: Int, _ broken: inout [String]) {
        guard state.nodes[group].status == .running else { return }
        let running = state.shape.children(of: group).count { state.nodes[$0].status == .running }
        if running != state.nodes[group].running { broken.append("group \(group) counts \(state.nodes[group].running) running checks, and \(running) run") }
        if volatile.loops[group]?.isRunning == true { broken.append("S6 group \(group) has two runs under way") }
    }
}
