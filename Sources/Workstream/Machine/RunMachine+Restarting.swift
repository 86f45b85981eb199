/// Groups that a pause or hold interrupted, and gates that were not passed before it: they run again as a whole (S6, S43).
extension RunMachine {
    /// The run goes on: marks what must run again; it begins as soon as nothing of it is in flight.
    mutating func restartGroups() {
        let block = Int(state.nodes[0].current)
        restartGroups(of: 0)
        guard block > 0, state.nodes[block].status == .running else { return }
        restartGroups(of: block)
        for sequence in state.shape.children(of: block) where state.nodes[sequence].status == .running { restartGroups(of: sequence) }
    }

    private mutating func restartGroups(of node: Int) {
        guard state.nodes[node].status == .running, state.nodes[node].verdict == .running else { return }
        let isGate = state.nodes[node].phase == .gate
        for group in groups(of: node, in: state.nodes[node].phase) {
            let isInterrupted = state.shape.children(of: group).contains { [.waiting, .interrupted].contains(state.nodes[$0].stage) }
            guard isGate || (state.nodes[group].status == .running && isInterrupted) else { continue }
            volatile.restarts.insert(group)
        }
    }

    /// Begins a group anew that must, as soon as no call of it is under way; `false`: it need not, or cannot yet.
    ///
    /// One whose node has failed or is being stopped meanwhile ends as it would have.
    @discardableResult
    mutating func restartIfQuiet(_ group: Int, _ step: inout Step) -> Bool {
        guard volatile.restarts.contains(group), mayRun(group) else { return false }
        let owner = state.shape.parent(of: group)
        guard state.nodes[owner].verdict == .running, state.nodes[owner].status == .running, state.nodes[owner].cut < .cancel,
            !isDrainedSequence(owner)
        else {
            volatile.restarts.remove(group)
            // What is cancelled makes no further attempt, and each of its waiting checks is ended for itself.
            guard state.nodes[owner].cut < .cancel, !isDrainedSequence(owner) else { return false }
            for check in state.shape.children(of: group)
            where state.nodes[check].stage == .waiting && state.nodes[check].moment <= step.now.nanoseconds {
                retry(check, &step)
            }
            return false
        }
        guard !state.shape.children(of: group).contains(where: { state.nodes[$0].stage == .inFlight && !lacksRequest($0) }) else { return false }
        volatile.restarts.remove(group)
        beginGroup(group, &step)
        return true
    }

    private func isDrainedSequence(_ node: Int) -> Bool { state.shape.kind(of: node) == .sequence && isDrained(node) }
}
