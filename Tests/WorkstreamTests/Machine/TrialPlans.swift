import Workstream

/// An action of a plan that only the machine sees.
func work(
    _ name: String, retries: Int = 0, timeout: Duration? = .seconds(30), deadline: Duration? = nil, effect: Effect = .idempotent, bound: Bool = false
) -> Node.Action {
    let binding = Binding(target: JSON.Path([.key("value")]), value: .source(.response(of: .name("source"), at: JSON.Path([]))))
    return Node.Action(
        name: name, plugin: "test", request: [:], bindings: bound ? [binding] : [], timeout: timeout, deadline: deadline, retries: retries,
        effect: effect)
}

/// A group of checks with these names.
func group(_ kind: Node.Checks.Kind, _ names: String..., every interval: Duration = .seconds(10), retries: Int = 0) -> Node.Checks {
    Node.Checks(kind, checks: names.map { work($0, retries: retries) }, interval: interval)
}

/// A sequence of actions with these names.
func sequence(_ name: String, _ actions: String..., checks: [Node.Checks] = []) -> Node.Sequence {
    Node.Sequence(name: name, checks: checks, actions: actions.map { work($0) })
}

/// A deferred batch of actions with these names.
func batch(_ name: String, _ condition: DeferredCondition, required: Bool = false, _ actions: String...) -> Node.Batch {
    Node.Batch(name: name, condition: condition, isRequired: required, actions: actions.map { work($0) })
}

/// A plan of one block "B".
func plan(
    checks: [Node.Checks] = [], deferred: [Node.Batch] = [], block: (inout Node.Block) -> Void = { _ in }, _ sequences: Node.Sequence...
) -> Plan {
    var body = Node.Block(name: "B", sequences: sequences)
    block(&body)
    return Plan(name: "P", checks: checks, blocks: [body], deferred: deferred)
}
