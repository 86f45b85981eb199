import Workstream

/// Walks through two plans side by side, and collects what differs.
struct PlanComparison {
    private var changes: [PlanDifference.Change] = []

    /// Compares two plans.
    mutating func compare(_ old: Plan, _ new: Plan) {
        var fields = FieldComparison()
        new.compareFields(with: old, in: &fields)
        add(fields, at: .plan, .plan, isCheck: false)
        let place = ComparedPlace(old: .plan(old), at: .plan, new: .plan(new), at: .plan)
        compare(old.checks, new.checks, at: place)
        compare(old.blocks, new.blocks, at: place)
        compare(old.deferred, new.deferred, at: place)
    }

    /// Compares two lists of nodes that stand in the same node.
    mutating func compare<Child: ComparedNode>(_ old: [Child], _ new: [Child], at place: ComparedPlace) {
        guard old != new else { return }
        let matching = SiblingMatching(old, new)
        if matching.isReordered {
            var fields = FieldComparison()
            let formers = matching.pairs.map(\.old)
            fields.compare("order of \(place.isGroup ? "checks" : Child.list)", formers.sorted().map { old[$0].name }, formers.map { old[$0].name })
            add(fields, at: place.path, place.kind, isCheck: false)
        }
        var removed = matching.removed[...]
        for (index, child) in new.enumerated() {
            guard let former = matching.former(of: index) else {
                add(.added(child.anyNode), at: place.path(of: Child.child(index)), child, place)
                continue
            }
            if !matching.isMoved(index) {
                while let gone = removed.first, gone < former {
                    add(.removed(old[gone].anyNode), at: place.formerPath(of: Child.child(gone)), old[gone], place)
                    removed.removeFirst()
                }
            } else if !matching.isReordered {
                let move = PlanDifference.Move(from: place.formerPath(of: Child.child(former)), positions: .init(old: former, new: index))
                add(.moved(move), at: place.path(of: Child.child(index)), child, place)
            }
            if old[former] != child { compare(old[former], child, former, index, in: place) }
        }
        for gone in removed { add(.removed(old[gone].anyNode), at: place.formerPath(of: Child.child(gone)), old[gone], place) }
    }

    /// What was found, moves between parents told from removals and additions.
    func finish() -> [PlanDifference.Change] {
        CrossingMoves(in: changes).changes
    }

    private mutating func compare<Child: ComparedNode>(_ old: Child, _ new: Child, _ former: Int, _ index: Int, in place: ComparedPlace) {
        let path = place.path(of: Child.child(index))
        var fields = FieldComparison()
        new.compareFields(with: old, in: &fields)
        add(fields, at: path, new.anyNode.kind, isCheck: place.isGroup)
        let inner = ComparedPlace(old: old.anyNode, at: place.formerPath(of: Child.child(former)), new: new.anyNode, at: path)
        new.compareChildren(with: old, at: inner, in: &self)
    }

    private mutating func add(_ fields: FieldComparison, at path: NodePath, _ kind: Node.Kind, isCheck: Bool) {
        for change in fields.changes { changes.append(.init(path: path, node: kind, isCheck: isCheck, kind: .changed(change))) }
    }

    private mutating func add(_ kind: PlanDifference.Change.Kind, at path: NodePath, _ child: some ComparedNode, _ place: ComparedPlace) {
        changes.append(.init(path: path, node: child.anyNode.kind, isCheck: place.isGroup, kind: kind))
    }
}

extension Plan {
    /// Compares the fields with those of the former plan, what stands in it apart.
    fileprivate func compareFields(with old: Plan, in fields: inout FieldComparison) {
        fields.compare("name", old.name, name)
        fields.compare("purpose", old.purpose, purpose)
        fields.compare("group", old.group, group)
        fields.compare("key", old.key, key)
        fields.compare("labels", parts: .object(old.labels.mapValues { .string($0) }), .object(labels.mapValues { .string($0) }))
        fields.compare("metadata", parts: .object(old.metadata), .object(metadata))
        fields.compare("onUnknownOutcome", old.onUnknownOutcome, onUnknownOutcome)
        fields.compare("startLimit", old.startLimit, startLimit)
        fields.compare("defects", old.defects, defects)
    }
}
