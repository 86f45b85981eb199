/// Finds the actions that bindings name, in tables made by one walk through the plan.
///
/// The numbers of nodes follow the order of execution, so one node is earlier than another exactly when its number is smaller, but for sequences of one
/// block, which run side by side.
struct BindingResolver {
    private struct Place {
        let parent: Int
        let kind: Node.Kind
        /// The place of a sequence in its block.
        let position: Int
    }

    /// How many actions are listed where a name is ambiguous: thousands of actions may have it, and be named by thousands of bindings.
    private static let candidates = 8

    private var places: [Place] = []
    private var keys: [String: Int] = [:]
    /// The numbers of the actions of each name, checks left out, in ascending order.
    private var actions: [String: [Int]] = [:]
    /// The numbers of the checks of each name.
    private var checks: [String: Int] = [:]
    private var blocks: [Int: Node.Block] = [:]
    private var deferredGroups: Set<Int> = []
    private var dependencies: [Int: Node.Block.Dependencies] = [:]

    init(_ plan: Plan) {
        var position = 0
        for visit in plan.nodes {
            let parent = visit.parent
            switch visit.node {
            case .block(let block):
                blocks[visit.number] = block
                position = 0
            case .action(let action):
                if parent?.kind == .checks {
                    checks[action.name] = visit.number
                } else {
                    actions[action.name, default: []].append(visit.number)
                }
            case .checks(let group) where group.kind == .deferred: deferredGroups.insert(visit.number)
            default: break
            }
            places.append(Place(parent: parent?.number ?? 0, kind: visit.kind, position: position))
            if visit.kind == .sequence { position += 1 }
            if let key = visit.node.key, keys[key] == nil { keys[key] = visit.number }
        }
    }

    /// The action that a reference names, and what is wrong with it, if anything.
    mutating func source(_ reference: Binding.Reference, for action: Int, hasOtherwise: Bool) -> (number: Int?, reason: BindingPlan.Reason?) {
        let number: Int
        switch found(reference, for: action) {
        case .success(let found): number = found
        case .failure(let miss): return (nil, miss.reason)
        }
        if number == action { return (nil, .itself) }
        let (common, branch, ownBranch) = meeting(number, action)
        if places[common].kind == .block, places[branch].kind == .sequence, places[ownBranch].kind == .sequence {
            guard waits(ownBranch, for: branch, in: common) else { return (nil, .concurrent(number)) }
        } else if number > action {
            return (nil, .later(number))
        }
        guard !hasOtherwise, let absence = absence(of: number, common: common, for: action, ownBranch: ownBranch) else { return (number, nil) }
        return (number, .mayBeMissing(number, absence))
    }

    /// A reference that leads to no action which could be a source.
    private struct Miss: Error {
        let reason: BindingPlan.Reason
    }

    private func found(_ reference: Binding.Reference, for action: Int) -> Result<Int, Miss> {
        switch reference {
        case .key(let key):
            guard let number = keys[key] else { return .failure(Miss(reason: .unknown)) }
            guard places[number].kind == .action else { return .failure(Miss(reason: .notAnAction(number))) }
            return isCheck(number) ? .failure(Miss(reason: .check(number))) : .success(number)
        case .name(let name):
            guard let all = actions[name] else { return .failure(Miss(reason: checks[name].map { .check($0) } ?? .unknown)) }
            let near = nearby(all, for: action)
            let candidates = near.isEmpty ? all[...] : near
            return candidates.count == 1
                ? .success(candidates[candidates.startIndex]) : .failure(Miss(reason: .ambiguous(Array(candidates.prefix(Self.candidates)))))
        }
    }

    private func isCheck(_ number: Int) -> Bool { places[places[number].parent].kind == .checks }

    /// Those of the actions that are earlier in the own sequence or batch; a check in a sequence sees the actions of the sequence.
    private func nearby(_ numbers: [Int], for action: Int) -> ArraySlice<Int> {
        var home = places[action].parent
        if places[home].kind == .checks { home = places[home].parent }
        guard places[home].kind == .sequence || places[home].kind == .batch else { return [] }
        let start = numbers.partitioningIndex { $0 > home }
        let end = numbers.partitioningIndex { $0 >= action }
        return start < end ? numbers[start..<end] : []
    }

    /// The lowest node in which both stand, and the child of it in which each stands.
    private func meeting(_ number: Int, _ other: Int) -> (common: Int, branch: Int, otherBranch: Int) {
        var (left, right) = (number, other)
        // A node has a smaller number than all that stand in it, so of two different parents the one with the greater number is not the common one.
        while places[left].parent != places[right].parent {
            if places[left].parent > places[right].parent { left = places[left].parent } else { right = places[right].parent }
        }
        return (places[left].parent, left, right)
    }

    private mutating func waits(_ sequence: Int, for other: Int, in block: Int) -> Bool {
        let known = dependencies[block] ?? blocks[block]?.dependencies
        dependencies[block] = known
        return known?.comes(places[sequence].position, after: places[other].position) ?? false
    }

    /// Why the source may be missing when the action begins; `nil` where it cannot, or where the action is deferred and then skipped.
    private func absence(of source: Int, common: Int, for action: Int, ownBranch: Int) -> BindingPlan.Absence? {
        if places[places[action].parent].kind == .batch { return nil }
        var number = source
        while number != common {
            let parent = places[number].parent
            switch places[number].kind {
            case .batch: return .deferred(number)
            case .sequence:
                // A sequence that waits for the source's begins only when that has completed.
                let isAwaited = parent == common && places[ownBranch].kind == .sequence
                if !isAwaited, let block = blocks[parent], block.toleratedFailures.limit(of: block.sequences.count) > 0 { return .tolerated(number) }
            case .block: if let block = blocks[number], block.checks.contains(where: { $0.kind == .bypass }) { return .bypassed(number) }
            case .plan, .action, .checks: break
            }
            number = parent
        }
        return deferredGroups.contains(ownBranch) ? .failedBody : nil
    }
}

extension Array {
    /// The first index whose element satisfies the condition, in an array in which all that do come last.
    ///
    /// - Complexity: O(log *n*).
    fileprivate func partitioningIndex(where isLast: (Element) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = low + (high - low) / 2
            if isLast(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
