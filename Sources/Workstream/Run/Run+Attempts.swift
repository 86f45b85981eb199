/// What events say about attempts.
extension Run {
    mutating func applyGroupBegan(_ group: Int, _ began: Event.GroupBegan, at time: Timestamp) {
        states[group].status = .running
        states[group].started = time
        states[group].ended = nil
        states[group].rare.runs = began.run
        for check in index.below(group).lazy.map(Int.init) {
            if !states[check].attempts.isEmpty { states[check].rare.earlierAttempts += states[check].attempts }
            states[check].status = .running
            states[check].started = time
            states[check].ended = nil
            states[check].reason = nil
            states[check].origin = nil
            states[check].attempts = [Attempt(number: 1, groupRun: began.run, started: time)]
        }
    }

    mutating func applyAttemptBegan(_ node: Int, _ began: Event.AttemptBegan, at time: Timestamp) {
        states[node].status = .running
        if states[node].started == nil { states[node].started = time }
        if let request = began.request { states[node].rare.request = request }
        if let deadline = began.deadline { states[node].rare.deadline = deadline }
        // The first attempt of a check begins with its group; here come the bound values of its request.
        guard states[node].attempts.last?.number != began.attempt else { return }
        states[node].attempts.append(Attempt(number: began.attempt, groupRun: groupRun(of: node), started: time))
    }

    mutating func applyAttemptEnded(_ node: Int, _ ended: Event.AttemptEnded, at time: Timestamp) {
        changeAttempt(node, ended.attempt, at: time) { attempt in
            attempt.ended = time
            attempt.outcome = ended.outcome
            attempt.nextDue = ended.due
            attempt.output = ended.output
        }
        states[node].status = ended.status
        if let place = unresolvedNodes.firstIndex(of: node) { unresolvedNodes.remove(at: place) }
        var failure = ended.reason
        if failure == nil, case .failure(let thrown) = ended.outcome { failure = thrown }
        guard ended.status.isFinal else { return }
        states[node].ended = time
        guard ended.status != .completed, let failure else { return }
        states[node].reason = failure
        states[node].origin = node
        if ended.status == .failed { list(failure, of: node, at: time) }
    }

    /// S62: an engine took the run up; attempts under way were interrupted.
    mutating func applyRecovered(at time: Timestamp) {
        recoveries.append(time)
        for node in 0..<index.count where states[node].status == .running {
            guard let last = states[node].attempts.indices.last, states[node].attempts[last].outcome == nil else { continue }
            guard states[node].attempts[last].doubt == nil else { continue }
            states[node].attempts[last].interruptions += 1
        }
    }

    /// Changes the attempt with a number; of a recorded run of a continuous group nobody said before that it began.
    mutating func changeAttempt(_ node: Int, _ number: Int, at time: Timestamp, _ change: (inout Attempt) -> Void) {
        guard let place = states[node].attempts.lastIndex(where: { $0.number == number }) else {
            var attempt = Attempt(number: number, groupRun: groupRun(of: node), started: time)
            change(&attempt)
            states[node].attempts.append(attempt)
            return
        }
        change(&states[node].attempts[place])
    }

    private func groupRun(of node: Int) -> Int {
        let parent = Int(index.entries[node].parent)
        return index.entries[parent].kind == .checks ? states[parent].rare.runs : 0
    }
}
