/// The way of a sequence (S3).
extension RunMachine {
    /// A sequence that has just begun goes to its pre-checks, or to its first action.
    mutating func beginSequence(_ sequence: Int, _ step: inout Step) {
        if state.shape.firstGroup(.pre, of: sequence) >= 0 {
            emit(.phaseBegan(.init(.gate)), sequence, &step)
            beginGroups(of: sequence, in: .gate, &step)
        }
        advanceSequence(sequence, &step)
    }

    /// Takes a sequence as far as it can go now.
    mutating func advanceSequence(_ sequence: Int, _ step: inout Step) {
        while state.nodes[sequence].status == .running {
            switch state.nodes[sequence].phase {
            case .gate:
                guard state.nodes[sequence].openGroups == 0 else { return }
                if let status = ending(sequence, in: .gate) { return endSequence(sequence, status, &step) }
                guard mayGoOn(sequence) else { return }
                emit(.phaseBegan(.init(.body)), sequence, &step)
            case .postChecks:
                guard state.nodes[sequence].openGroups == 0 else { return }
                return endSequence(sequence, ending(sequence, in: .postChecks) ?? .completed, &step)
            default:
                guard advanceActions(of: sequence, &step) else { return }
            }
        }
    }

    /// Goes on to the next action, or past the last one; `false`: there is something to wait for.
    private mutating func advanceActions(of sequence: Int, _ step: inout Step) -> Bool {
        let current = Int(state.nodes[sequence].current)
        if current >= 0 {
            switch state.nodes[current].status {
            case .notStarted, .running:
                return false
            case .failed, .stopped:
                endSequence(sequence, state.nodes[current].status, &step)
                return true
            case .completed, .skipped:
                break
            }
        }
        let next = Int(current < 0 ? state.shape.entries[sequence].first : state.shape.entries[current].next)
        let hasPostChecks = state.shape.firstGroup(.post, of: sequence) >= 0
        if next < 0, !hasPostChecks {
            endSequence(sequence, .completed, &step)
            return true
        }
        if isDrained(sequence) {
            endSequence(sequence, .stopped, &step)
            return true
        }
        guard mayGoOn(sequence) else { return false }
        if next >= 0 {
            beginAction(next, &step)
            return false
        }
        emit(.phaseBegan(.init(.postChecks)), sequence, &step)
        beginGroups(of: sequence, in: .postChecks, &step)
        return true
    }

    /// S12: whether nothing more of the sequence may begin, because its block is being drained.
    func isDrained(_ sequence: Int) -> Bool {
        state.nodes[state.shape.parent(of: sequence)].cut >= .finishActions
    }

    /// With what status a group of a sequence, now ended, ends it; `nil`: not at all.
    private func ending(_ sequence: Int, in phase: Phase) -> NodeStatus? {
        if state.nodes[sequence].verdict == .failed { return .failed }
        let first = state.shape.firstGroup(phase == .gate ? .pre : .post, of: sequence)
        if state.shape.list(from: first).contains(where: { state.nodes[$0].status == .stopped }) { return .stopped }
        return phase == .gate && isDrained(sequence) ? .stopped : nil
    }

    private mutating func endSequence(_ sequence: Int, _ status: NodeStatus, _ step: inout Step) {
        let reason = state.reasons[sequence]
        emit(.ended(.init(status, reason: reason?.reason, origin: reason?.origin)), sequence, &step)
        sequenceEnded(sequence, status, reason, &step)
    }
}
