import Workstream

extension Node.Action: ComparedNode {
    var anyNode: AnyNode { .action(self) }
    static var list: String { "actions" }
    static func child(_ index: Int) -> Node.Child { .action(index) }

    func hashContent(into hasher: inout Hasher) {
        hasher.combine(plugin)
        hasher.combine(request)
        hasher.combine(bindings)
    }

    func resembles(_ old: Node.Action) -> Bool { false }

    func compareFields(with old: Node.Action, in fields: inout FieldComparison) {
        fields.compare("name", old.name, name)
        fields.compare("purpose", old.purpose, purpose)
        fields.compare("key", old.key, key)
        fields.compare("plugin", old.plugin, plugin)
        fields.compare("request", parts: old.request, request)
        fields.compare("bindings", old.bindings, bindings)
        fields.compare("timeout", old.timeout, timeout)
        fields.compare("deadline", old.deadline, deadline)
        fields.compare("retries", old.retries, retries)
        fields.compare("effect", old.effect, effect)
        fields.compare("onUnknownOutcome", old.onUnknownOutcome, onUnknownOutcome)
        fields.compare("defects", old.defects, defects)
    }

    func compareChildren(with old: Node.Action, at place: ComparedPlace, in comparison: inout PlanComparison) {}
}

extension Node.Checks: ComparedNode {
    var anyNode: AnyNode { .checks(self) }
    static var list: String { "checks" }
    static func child(_ index: Int) -> Node.Child { .checks(index) }

    func hashContent(into hasher: inout Hasher) {
        hasher.combine(kind)
        for check in checks { check.hashWhole(into: &hasher) }
    }

    func resembles(_ old: Node.Checks) -> Bool { false }

    func compareFields(with old: Node.Checks, in fields: inout FieldComparison) {
        fields.compare("kind", old.kind, kind)
        fields.compare("key", old.key, key)
        fields.compare("interval", old.interval, interval)
        fields.compare("treatsErrorsAsNo", old.treatsErrorsAsNo, treatsErrorsAsNo)
        fields.compare("defects", old.defects, defects)
    }

    func compareChildren(with old: Node.Checks, at place: ComparedPlace, in comparison: inout PlanComparison) {
        comparison.compare(old.checks, checks, at: place)
    }
}

extension Node.Batch: ComparedNode {
    var anyNode: AnyNode { .batch(self) }
    static var list: String { "deferred" }
    static func child(_ index: Int) -> Node.Child { .batch(index) }

    func hashContent(into hasher: inout Hasher) {
        hasher.combine(condition)
        for action in actions { action.hashWhole(into: &hasher) }
    }

    func resembles(_ old: Node.Batch) -> Bool {
        Self.haveMuchInCommon(actions.map(\.resemblance), old.actions.map(\.resemblance))
    }

    func compareFields(with old: Node.Batch, in fields: inout FieldComparison) {
        fields.compare("name", old.name, name)
        fields.compare("purpose", old.purpose, purpose)
        fields.compare("key", old.key, key)
        fields.compare("condition", old.condition, condition)
        fields.compare("isRequired", old.isRequired, isRequired)
        fields.compare("defects", old.defects, defects)
    }

    func compareChildren(with old: Node.Batch, at place: ComparedPlace, in comparison: inout PlanComparison) {
        comparison.compare(old.actions, actions, at: place)
    }
}

extension Node.Action {
    /// What actions of two nodes have in common that do the same to two targets.
    var resemblance: String { "\(name)\u{0}\(plugin)" }

    /// Feeds name and content into a hasher.
    func hashWhole(into hasher: inout Hasher) {
        hasher.combine(name)
        hashContent(into: &hasher)
    }
}
