import Workstream

extension Node.Sequence: ComparedNode {
    var anyNode: AnyNode { .sequence(self) }
    static var list: String { "sequences" }
    static func child(_ index: Int) -> Node.Child { .sequence(index) }

    func hashContent(into hasher: inout Hasher) {
        for group in checks { group.hashContent(into: &hasher) }
        hasher.combine(actions.count)
        for action in actions { action.hashWhole(into: &hasher) }
    }

    func resembles(_ old: Node.Sequence) -> Bool {
        Self.haveMuchInCommon(actions.map(\.resemblance), old.actions.map(\.resemblance))
    }

    func compareFields(with old: Node.Sequence, in fields: inout FieldComparison) {
        fields.compare("name", old.name, name)
        fields.compare("purpose", old.purpose, purpose)
        fields.compare("key", old.key, key)
        fields.compare("after", old.after, after)
        fields.compare("defects", old.defects, defects)
    }

    func compareChildren(with old: Node.Sequence, at place: ComparedPlace, in comparison: inout PlanComparison) {
        comparison.compare(old.checks, checks, at: place)
        comparison.compare(old.actions, actions, at: place)
    }
}

extension Node.Block: ComparedNode {
    var anyNode: AnyNode { .block(self) }
    static var list: String { "blocks" }
    static func child(_ index: Int) -> Node.Child { .block(index) }

    func hashContent(into hasher: inout Hasher) {
        for group in checks { group.hashContent(into: &hasher) }
        hasher.combine(sequences.count)
        for sequence in sequences {
            hasher.combine(sequence.name)
            sequence.hashContent(into: &hasher)
        }
        for batch in deferred { batch.hashContent(into: &hasher) }
    }

    func resembles(_ old: Node.Block) -> Bool {
        Self.haveMuchInCommon(sequences.map(\.name), old.sequences.map(\.name))
    }

    func compareFields(with old: Node.Block, in fields: inout FieldComparison) {
        fields.compare("name", old.name, name)
        fields.compare("purpose", old.purpose, purpose)
        fields.compare("key", old.key, key)
        fields.compare("entranceDelay", old.entranceDelay, entranceDelay)
        fields.compare("exitDelay", old.exitDelay, exitDelay)
        fields.compare("concurrency", old.concurrency, concurrency)
        fields.compare("toleratedFailures", old.toleratedFailures, toleratedFailures)
        fields.compare("isExact", old.isExact, isExact)
        fields.compare("toleratesSkips", old.toleratesSkips, toleratesSkips)
        fields.compare("failurePolicy", old.failurePolicy, failurePolicy)
        fields.compare("defects", old.defects, defects)
    }

    func compareChildren(with old: Node.Block, at place: ComparedPlace, in comparison: inout PlanComparison) {
        comparison.compare(old.checks, checks, at: place)
        comparison.compare(old.sequences, sequences, at: place)
        comparison.compare(old.deferred, deferred, at: place)
    }
}
