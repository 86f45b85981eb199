package import Workstream

/// Makes small plans at random that use everything a plan can have, so that simulations meet combinations that nobody thought of.
///
/// Their actions are of the plugins "work", which may be repeated unless the plan says otherwise, and "probing", which can be asked; their checks of "look".
package struct RandomPlan {
    private var random: SeededGenerator
    /// Of so many possible groups of checks there is one; a plan with many seldom comes to its body.
    private var groupRarity = 1

    /// A plan that follows from a seed.
    package static func plan(seed: UInt64) -> Plan {
        var maker = RandomPlan(random: SeededGenerator(seed: seed).derived(1))
        maker.groupRarity = maker.pick([3, 8, 20])
        return maker.plan()
    }

    private mutating func plan() -> Plan {
        let blocks = (0..<1 + random.next(below: 3)).map { block("B\($0)") }
        return Plan(name: "P", checks: groups(Node.Checks.Kind.allCases), blocks: blocks, deferred: batches())
    }

    private mutating func block(_ name: String) -> Node.Block {
        var block = Node.Block(name: name, sequences: (0..<1 + random.next(below: 5)).map { sequence("s\($0)") })
        block.checks = groups(Node.Checks.Kind.allCases)
        block.deferred = batches()
        block.concurrency = 1 + random.next(below: 3)
        block.toleratedFailures = pick([.count(0), .count(0), .count(1), .percent(50), .unlimited])
        block.isExact = isRare(4)
        block.toleratesSkips = isRare(4)
        if isRare(3) { addDependencies(to: &block) }
        block.failurePolicy = pick(FailurePolicy.allCases)
        if isRare(4) { block.entranceDelay = .seconds(3) }
        if isRare(4) { block.exitDelay = .seconds(3) }
        return block
    }

    private mutating func sequence(_ name: String) -> Node.Sequence {
        Node.Sequence(name: name, checks: groups([.pre, .post]), actions: (0..<1 + random.next(below: 3)).map { action("a\($0)") })
    }

    private mutating func groups(_ kinds: [Node.Checks.Kind]) -> [Node.Checks] {
        var groups: [Node.Checks] = []
        for kind in kinds where isRare(groupRarity) {
            for _ in 0..<(isRare(4) ? 2 : 1) {
                let checks = (0..<1 + random.next(below: 3)).map { check("c\($0)") }
                groups.append(Node.Checks(kind, checks: checks, interval: .seconds(2), treatsErrorsAsNo: isRare(2)))
            }
        }
        return groups
    }

    private mutating func batches() -> [Node.Batch] {
        guard isRare(2) else { return [] }
        return (0..<1 + random.next(below: 3)).map {
            let actions = (0..<1 + random.next(below: 3)).map { action("a\($0)") }
            return Node.Batch(name: "d\($0)", condition: pick(DeferredCondition.allCases), isRequired: isRare(2), actions: actions)
        }
    }

    private mutating func action(_ name: String) -> Node.Action {
        var action = Node.Action(name: name, plugin: isRare(3) ? "probing" : "work", request: [:])
        action.retries = random.next(below: 3)
        if isRare(4) { action.deadline = .seconds(4 + random.next(below: 60)) }
        action.timeout = pick([.seconds(3), .seconds(30), .seconds(30)])
        action.effect = pick([.idempotent, .atMostOnce])
        if isRare(3) { action.onUnknownOutcome = pick(UnknownOutcomePolicy.allCases) }
        return action
    }

    private mutating func check(_ name: String) -> Node.Action {
        Node.Action(name: name, plugin: "look", request: [:], retries: random.next(below: 3))
    }

    /// Sequences wait for others, also for such as stand behind them, but never in a circle.
    private mutating func addDependencies(to block: inout Node.Block) {
        let isReversed = isRare(2)
        for place in block.sequences.indices.dropFirst() where isRare(2) {
            let other = random.next(below: place)
            let (later, earlier) = isReversed ? (other, place) : (place, other)
            block.sequences[later].after.append(block.sequences[earlier].name)
        }
    }

    private mutating func pick<Element>(_ elements: [Element]) -> Element { elements[random.next(below: elements.count)] }

    private mutating func isRare(_ times: Int) -> Bool { random.next(below: times) == 0 }
}
