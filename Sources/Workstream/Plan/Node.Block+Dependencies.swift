extension Node.Block {
    /// Which sequences of the block wait for which others, from the names in their `after` (S23).
    ///
    /// - Complexity: O(*n*) in the number of sequences and of names in their `after`.
    package var dependencies: Dependencies { Dependencies(sequences) }

    /// The dependencies among the sequences of a block, by their places in it.
    package struct Dependencies: Sendable {
        /// Why a dependency cannot be honoured.
        package enum Problem: Sendable, Equatable {
            /// A name that no sequence of the block has, as name or as key.
            case unknown(sequence: Int, name: String)
            /// A name that several sequences have.
            case ambiguous(sequence: Int, name: String, candidates: [Int])
            /// Sequences that wait for each other; the first waits for the second, and so on, and the last for the first.
            case cycle([Int])
        }

        /// For each sequence the places of those that must complete first, each once; empty when no sequence waits for any.
        package let predecessors: [[Int]]
        /// What is wrong with them, by sequence, cycles last.
        package let problems: [Problem]

        /// Whether one sequence begins only when another has completed, directly or through others.
        ///
        /// - Complexity: O(1) for a direct dependency, else O(*n*) in the dependencies behind the sequence.
        package func comes(_ sequence: Int, after other: Int) -> Bool {
            guard !predecessors.isEmpty else { return false }
            if predecessors[sequence].contains(other) { return true }
            var seen: Set<Int> = []
            var pending = predecessors[sequence]
            while let next = pending.popLast() {
                if next == other { return true }
                if seen.insert(next).inserted { pending += predecessors[next] }
            }
            return false
        }
    }
}

extension Node.Block.Dependencies {
    /// Resolves the names; a key comes before a name.
    init(_ sequences: [Node.Sequence]) {
        guard sequences.contains(where: { !$0.after.isEmpty }) else {
            self.predecessors = []
            self.problems = []
            return
        }
        var byKey: [String: Int] = [:]
        var byName: [String: [Int]] = [:]
        for (place, sequence) in sequences.enumerated() {
            byName[sequence.name, default: []].append(place)
            if let key = sequence.key, byKey[key] == nil { byKey[key] = place }
        }
        var problems: [Problem] = []
        var predecessors = [[Int]](repeating: [], count: sequences.count)
        for (place, sequence) in sequences.enumerated() {
            var seen: Set<Int> = []
            for name in sequence.after {
                let candidates = byKey[name].map { [$0] } ?? byName[name] ?? []
                switch candidates.count {
                case 0: problems.append(.unknown(sequence: place, name: name))
                case 1: if seen.insert(candidates[0]).inserted { predecessors[place].append(candidates[0]) }
                default: problems.append(.ambiguous(sequence: place, name: name, candidates: candidates))
                }
            }
        }
        self.predecessors = predecessors
        self.problems = problems + Self.cycles(predecessors).map { .cycle($0) }
    }

    /// Cycles that have no sequence in common, by a depth-first search without recursion, because a chain may be as long as the block.
    private static func cycles(_ predecessors: [[Int]]) -> [[Int]] {
        enum Mark: Equatable {
            case new
            case open(depth: Int)
            case done
        }
        var marks = [Mark](repeating: .new, count: predecessors.count)
        var isReported = [Bool](repeating: false, count: predecessors.count)
        var cycles: [[Int]] = []
        for start in predecessors.indices where marks[start] == .new {
            var stack = [(place: start, next: 0)]
            marks[start] = .open(depth: 0)
            while let (place, next) = stack.last {
                guard next < predecessors[place].count else {
                    marks[place] = .done
                    stack.removeLast()
                    continue
                }
                stack[stack.count - 1].next += 1
                let predecessor = predecessors[place][next]
                switch marks[predecessor] {
                case .new:
                    marks[predecessor] = .open(depth: stack.count)
                    stack.append((predecessor, 0))
                case .open(let depth):
                    guard !isReported[predecessor] else { continue }
                    let cycle = stack[depth...].map(\.place)
                    for member in cycle { isReported[member] = true }
                    cycles.append(cycle)
                case .done: continue
                }
            }
        }
        return cycles
    }
}
