import Workstream

/// Finds the nodes that are gone at one place and new at another, where nothing else could be meant, and takes them for moved.
struct CrossingMoves {
    /// The changes with the moves in them.
    let changes: [PlanDifference.Change]

    /// Looks at the changes of two plans.
    ///
    /// - Complexity: O(*n*) in the size of what was added and removed.
    init(in changes: [PlanDifference.Change]) {
        var added: [Int: [Int]] = [:]
        var removed: [Int: [Int]] = [:]
        for (index, change) in changes.enumerated() {
            switch change.kind {
            case .added(let node): added[Self.hash(node), default: []].append(index)
            case .removed(let node): removed[Self.hash(node), default: []].append(index)
            case .moved, .changed: break
            }
        }
        var origins: [Int: Int] = [:]
        for (hash, targets) in added {
            guard targets.count == 1, let sources = removed[hash], sources.count == 1, let target = targets.first, let source = sources.first else {
                continue
            }
            guard case .added(let new) = changes[target].kind, case .removed(let old) = changes[source].kind, old == new else { continue }
            origins[target] = source
        }
        let gone = Set(origins.values)
        self.changes = changes.indices.filter { !gone.contains($0) }.map { index in
            guard let source = origins[index] else { return changes[index] }
            let change = changes[index]
            let move = PlanDifference.Move(from: changes[source].path, positions: nil)
            return PlanDifference.Change(path: change.path, node: change.node, isCheck: change.isCheck, kind: .moved(move))
        }
    }

    private static func hash(_ node: AnyNode) -> Int {
        var hasher = Hasher()
        hasher.combine(node.kind)
        hasher.combine(node.name)
        switch node {
        case .plan: break
        case .checks(let group): group.hashContent(into: &hasher)
        case .block(let block): block.hashContent(into: &hasher)
        case .sequence(let sequence): sequence.hashContent(into: &hasher)
        case .action(let action): action.hashContent(into: &hasher)
        case .batch(let batch): batch.hashContent(into: &hasher)
        }
        return hasher.finalize()
    }
}
