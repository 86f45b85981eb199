import Workstream

/// Plans with something left out.
extension Plan {
    /// The plan without some of its parts: half of a list, a quarter, and so on to a single one; large parts first.
    var smaller: [Plan] {
        var candidates = Self.without(self, \.blocks)
        candidates += Self.without(self, \.deferred) + Self.without(self, \.checks)
        for block in blocks.indices {
            candidates += Self.without(self, \.blocks[block].sequences).map { $0.withoutLooseEnds(in: block) }
            candidates += Self.without(self, \.blocks[block].deferred) + Self.without(self, \.blocks[block].checks)
        }
        for group in checks.indices { candidates += Self.without(self, \.checks[group].checks) }
        for batch in deferred.indices { candidates += Self.without(self, \.deferred[batch].actions) }
        for block in blocks.indices {
            for group in blocks[block].checks.indices { candidates += Self.without(self, \.blocks[block].checks[group].checks) }
            for batch in blocks[block].deferred.indices { candidates += Self.without(self, \.blocks[block].deferred[batch].actions) }
            for sequence in blocks[block].sequences.indices {
                candidates += Self.without(self, \.blocks[block].sequences[sequence].actions)
                candidates += Self.without(self, \.blocks[block].sequences[sequence].checks)
            }
        }
        return candidates
    }

    /// The plan without parts of a list, each of them once at every size.
    private static func without<Element>(_ plan: Plan, _ list: WritableKeyPath<Plan, [Element]>) -> [Plan] {
        let count = plan[keyPath: list].count
        var plans: [Plan] = []
        var size = max(1, (count + 1) / 2)
        while count > 0 {
            for start in stride(from: 0, to: count, by: size) {
                var candidate = plan
                candidate[keyPath: list].removeSubrange(start..<min(start + size, count))
                plans.append(candidate)
            }
            if size == 1 { break }
            size /= 2
        }
        return plans
    }

    /// Nobody waits for a sequence that is gone.
    private func withoutLooseEnds(in block: Int) -> Plan {
        var plan = self
        let names = Set(blocks[block].sequences.flatMap { [$0.name] + ($0.key.map { [$0] } ?? []) })
        for sequence in blocks[block].sequences.indices { plan.blocks[block].sequences[sequence].after.removeAll { !names.contains($0) } }
        return plan
    }
}
