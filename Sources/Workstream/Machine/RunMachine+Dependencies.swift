/// Sequences that wait for others (S23).
extension RunMachine {
    /// The most numbers that a skipped sequence names of the chain that led to it.
    private static let longestChain = 32

    /// The first sequence that may begin; −1: there is none at present.
    func nextReady(of block: Int) -> Int { volatile.ready[block]?.last ?? -1 }

    /// Finds the sequences that may begin, where that is not known: the body has just begun, or the machine was rebuilt.
    mutating func findReady(of block: Int) {
        guard volatile.ready[block] == nil else { return }
        let ready = state.shape.children(of: block).filter { state.nodes[$0].status == .notStarted && isReady($0) }
        volatile.ready[block] = ready.sorted(by: >)
    }

    private func isReady(_ sequence: Int) -> Bool { state.nodes[sequence].met == state.shape.scope(sequence).waitsFor }

    /// A sequence begins, so it is no longer among those that may.
    mutating func takeReady(of block: Int) {
        volatile.ready[block]?.removeLast()
    }

    /// A sequence has completed: others may begin.
    mutating func releaseDependents(of sequence: Int) {
        let block = state.shape.parent(of: sequence)
        guard volatile.ready[block] != nil else { return }
        for dependent in state.shape.dependents(of: sequence).lazy.map(Int.init)
        where isReady(dependent) && state.nodes[dependent].status == .notStarted {
            let place = volatile.ready[block]!.firstIndex { $0 < dependent } ?? volatile.ready[block]!.endIndex
            volatile.ready[block]!.insert(dependent, at: place)
        }
    }

    /// A sequence did not complete: those that wait for it are skipped, and those that wait for them, until the block has failed by that.
    mutating func skipDependents(of sequence: Int, _ reason: Event.Failed, _ step: inout Step) {
        let block = state.shape.parent(of: sequence)
        var open = [(sequence: sequence, chain: [sequence])]
        var place = 0
        while place < open.count {
            let (cause, chain) = open[place]
            open[place].chain = []
            place += 1
            for dependent in state.shape.dependents(of: cause).lazy.map(Int.init) where state.nodes[dependent].status == .notStarted {
                guard state.nodes[block].verdict == .running else { return }
                emit(.skipped(.init(.dependency(chain))), dependent, &step)
                failIfExceeded(block, reason, &step)
                open.append((dependent, Self.extended(chain, by: dependent)))
            }
        }
    }

    private static func extended(_ chain: [Int], by sequence: Int) -> [Int] {
        guard chain.count >= longestChain else { return chain + [sequence] }
        return chain[..<(longestChain / 2)] + chain[(chain.count - longestChain / 2 + 1)...] + [sequence]
    }
}
