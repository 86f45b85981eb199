import Workstream

/// Plans whose parts are what they are by default.
extension Plan {
    /// The plan with one thing at a time that is plainer: no delay, one sequence at a time, no retries.
    var plainer: [Plan] {
        var candidates: [Plan] = []
        func add(_ change: (inout Plan) -> Void) {
            var candidate = self
            change(&candidate)
            if candidate != self { candidates.append(candidate) }
        }
        for block in blocks.indices {
            add { $0.blocks[block].concurrency = 1 }
            add { $0.blocks[block].entranceDelay = .zero }
            add { $0.blocks[block].exitDelay = .zero }
            add { $0.blocks[block].toleratedFailures = .count(0) }
            add { $0.blocks[block].isExact = false }
            add { $0.blocks[block].toleratesSkips = false }
            add { $0.blocks[block].failurePolicy = .finishActions }
            for sequence in blocks[block].sequences.indices {
                add { $0.blocks[block].sequences[sequence].after = [] }
                for action in blocks[block].sequences[sequence].actions.indices {
                    add { $0.blocks[block].sequences[sequence].actions[action].retries = 0 }
                    add { $0.blocks[block].sequences[sequence].actions[action].deadline = nil }
                }
            }
            for batch in blocks[block].deferred.indices {
                for action in blocks[block].deferred[batch].actions.indices { add { $0.blocks[block].deferred[batch].actions[action].retries = 0 } }
            }
        }
        for batch in deferred.indices {
            for action in deferred[batch].actions.indices { add { $0.deferred[batch].actions[action].retries = 0 } }
        }
        return candidates
    }
}
