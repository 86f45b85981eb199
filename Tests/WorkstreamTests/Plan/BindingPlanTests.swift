import Testing

@testable import Workstream

@Suite("BindingPlan")
struct BindingPlanTests {
    /// An action that binds to others.
    private static func action(_ name: String, key: String? = nil, reads references: [Binding.Reference] = [], otherwise: JSON? = nil) -> Node.Action
    {
        Node.Action(
            name: name, key: key, plugin: "change", request: [:],
            bindings: references.map {
                Binding(target: JSON.Path([.key("to")]), value: .source(.response(of: $0, at: .root)), otherwise: otherwise)
            })
    }

    private static func plan(
        checks: [Node.Checks] = [], _ blocks: [[Node.Sequence]], deferred: [Node.Batch] = [], change: (inout Plan) -> Void = { _ in }
    ) -> Plan {
        var plan = Plan(
            name: "p", checks: checks, blocks: blocks.enumerated().map { Node.Block(name: "b\($0)", sequences: $1) }, deferred: deferred)
        change(&plan)
        return plan
    }

    private static func sequence(_ name: String, after: [String] = [], checks: [Node.Checks] = [], _ actions: Node.Action...) -> Node.Sequence {
        Node.Sequence(name: name, after: after, checks: checks, actions: actions)
    }

    /// The paths of the sources of the action at a path.
    private func sources(of path: NodePath, in plan: Plan) throws -> [String] {
        let number = try #require(plan[path]).number
        return try #require(BindingPlan(plan).bindings[number]).flatMap(\.sources).map { "\(try #require(plan.node(at: $0)).path)" }
    }

    private func reasons(_ plan: Plan) -> [BindingPlan.Reason] { BindingPlan(plan).problems.map(\.reason) }

    private func number(_ path: NodePath, in plan: Plan) throws -> Int { try #require(plan[path]).number }

    @Test("S28 a name means first an earlier action of the own sequence, then the only one in the plan")
    func names() throws {
        let plan = Self.plan([
            [Self.sequence("s", Self.action("build"))],
            [
                Self.sequence("t", Self.action("upload"), Self.action("start", reads: [.name("upload"), .name("build")])),
                Self.sequence("u", Self.action("upload"), Self.action("start", reads: [.name("upload")])),
            ],
        ])
        #expect(reasons(plan).isEmpty)
        #expect(try sources(of: "b1/t/start", in: plan) == ["b1/t/upload", "b0/s/build"])
        #expect(try sources(of: "b1/u/start", in: plan) == ["b1/u/upload"])
        let kept = try ["b0/s/build", "b1/t/upload", "b1/u/upload"].map { try number(NodePath($0), in: plan) }
        #expect(BindingPlan(plan).sources == Set(kept))
    }

    @Test("S28 a key means the action that has it, wherever it stands")
    func keys() throws {
        let plan = Self.plan([
            [Self.sequence("s", Self.action("a", key: "first"), Self.action("a", key: "second"))],
            [Self.sequence("t", Self.action("b", reads: [.key("second")]))],
        ])
        #expect(reasons(plan).isEmpty)
        #expect(try sources(of: "b1/t/b", in: plan) == ["b0/s/a#2"])
    }

    @Test("S28 an action of a batch sees earlier ones of its batch first, and a post-check those of its sequence")
    func batchesAndChecks() throws {
        let post = Node.Checks(.post, checks: [Self.action("look", reads: [.name("upload")])])
        let plan = Self.plan(
            [[Self.sequence("s", checks: [post], Self.action("upload")), Self.sequence("t", Self.action("upload"))]],
            deferred: [Node.Batch(name: "d", condition: .always, actions: [Self.action("upload"), Self.action("tell", reads: [.name("upload")])])])
        #expect(reasons(plan).isEmpty)
        #expect(try sources(of: "b0/s/post-checks/look", in: plan) == ["b0/s/upload"])
        #expect(try sources(of: "d/tell", in: plan) == ["d/upload"])
    }

    @Test("S29 unknown names and keys, keys of other nodes, checks and the action itself are no sources")
    func wrongKinds() throws {
        let plan = Self.plan(
            checks: [Node.Checks(.pre, key: "gate", checks: [Self.action("look", key: "looking")])],
            [[Self.sequence("s", Self.action("a", reads: [.name("z"), .key("z"), .key("gate"), .key("looking"), .name("look"), .name("a")]))]])
        let group = try number("pre-checks", in: plan)
        let check = try number("pre-checks/look", in: plan)
        #expect(reasons(plan) == [.unknown, .unknown, .notAnAction(group), .check(check), .check(check), .itself])
        #expect(BindingPlan(plan).bindings[try number("b0/s/a", in: plan)] == [])
    }

    @Test("S29 a name that several actions have is ambiguous")
    func ambiguous() throws {
        let plan = Self.plan([
            [Self.sequence("s", Self.action("a")), Self.sequence("t", Self.action("a"))],
            [Self.sequence("u", Self.action("b"), Self.action("b"), Self.action("c", reads: [.name("a"), .name("b")]))],
        ])
        #expect(
            reasons(plan) == [
                .ambiguous([try number("b0/s/a", in: plan), try number("b0/t/a", in: plan)]),
                .ambiguous([try number("b1/u/b", in: plan), try number("b1/u/b#2", in: plan)]),
            ])
    }

    @Test("S29 a later action is no source, in a sequence, over blocks, and for a check of the gate")
    func later() throws {
        let plan = Self.plan(
            checks: [Node.Checks(.continuous, checks: [Self.action("look", reads: [.key("z")])])],
            [[Self.sequence("s", Self.action("a", reads: [.name("y")]), Self.action("y"))], [Self.sequence("t", Self.action("z", key: "z"))]]
        ) {
            $0.blocks[0].sequences[0].actions.insert(Self.action("b", reads: [.name("z")]), at: 0)
        }
        let z = try number("b1/t/z", in: plan)
        #expect(reasons(plan) == [.later(z), .later(z), .later(try number("b0/s/y", in: plan))])
    }

    @Test("S29 another sequence of the block is a source only when the own one waits for it, directly or not", arguments: [false, true])
    func concurrent(isReversed: Bool) throws {
        var sequences = [
            Self.sequence("s", Self.action("a")), Self.sequence("t", after: ["s"], Self.action("b")),
            Self.sequence("u", after: ["t"], Self.action("c", reads: [.name("a")])), Self.sequence("v", Self.action("d", reads: [.name("a")])),
        ]
        // Where the sequences are listed the other way round the numbers descend, and what waits still waits.
        if isReversed { sequences.reverse() }
        let plan = Self.plan([sequences])
        #expect(reasons(plan) == [.concurrent(try number("b0/s/a", in: plan))])
        #expect(try sources(of: "b0/u/c", in: plan) == ["b0/s/a"])
    }

    @Test("S29 a source that may fail within a tolerance may be missing later, but not for a sequence that waits for it")
    func tolerated() throws {
        let blocks = [
            [
                Self.sequence("s", Self.action("a"), Self.action("b", reads: [.name("a")])),
                Self.sequence("t", after: ["s"], Self.action("c", reads: [.name("a")])),
            ],
            [Self.sequence("u", Self.action("d", reads: [.name("a")]))],
        ]
        #expect(reasons(Self.plan(blocks)).isEmpty)
        for tolerance in [Tolerance.count(1), .percent(50), .unlimited] {
            let plan = Self.plan(blocks) { $0.blocks[0].toleratedFailures = tolerance }
            #expect(reasons(plan) == [.mayBeMissing(try number("b0/s/a", in: plan), .tolerated(try number("b0/s", in: plan)))])
        }
        #expect(reasons(Self.plan(blocks) { $0.blocks[0].toleratedFailures = .percent(49) }).isEmpty)
    }

    @Test("S29 a source in a block that may be bypassed may be missing outside of the block only")
    func bypassed() throws {
        let plan = Self.plan([
            [Self.sequence("s", Self.action("a"), Self.action("b", reads: [.name("a")]))],
            [Self.sequence("t", Self.action("c", reads: [.name("a")]))],
        ]) { $0.blocks[0].checks = [Node.Checks(.bypass, checks: [])] }
        #expect(reasons(plan) == [.mayBeMissing(try number("b0/s/a", in: plan), .bypassed(try number("b0", in: plan)))])
        let whole = Self.plan([[Self.sequence("s", Self.action("a"))], [Self.sequence("t", Self.action("c", reads: [.name("a")]))]]) {
            $0.checks = [Node.Checks(.bypass, checks: [])]
        }
        #expect(reasons(whole).isEmpty)
    }

    @Test("S29 a source in a deferred batch may be missing outside of it")
    func deferredSource() throws {
        let plan = Self.plan([[Self.sequence("s", Self.action("x"))], [Self.sequence("t", Self.action("c", reads: [.name("a")]))]]) {
            $0.blocks[0].deferred = [Node.Batch(name: "d", condition: .always, actions: [Self.action("a"), Self.action("b", reads: [.name("a")])])]
        }
        #expect(reasons(plan) == [.mayBeMissing(try number("b0/d/a", in: plan), .deferred(try number("b0/d", in: plan)))])
    }

    @Test("S29 deferred work may refer to anything earlier, but a deferred check needs a value for the case of failure")
    func deferredWork() throws {
        let check = Node.Checks(.deferred, checks: [Self.action("look", reads: [.name("a")])])
        let plan = Self.plan(
            checks: [check], [[Self.sequence("s", Self.action("a"))]],
            deferred: [Node.Batch(name: "d", condition: .failure, actions: [Self.action("undo", reads: [.name("a")])])]
        ) {
            $0.blocks[0].toleratedFailures = .unlimited
            $0.blocks[0].checks = [Node.Checks(.bypass, checks: [])]
        }
        let a = try number("b0/s/a", in: plan)
        #expect(reasons(plan) == [.mayBeMissing(a, .tolerated(try number("b0/s", in: plan)))])
        let strict = Self.plan(checks: [check], [[Self.sequence("s", Self.action("a"))]])
        #expect(reasons(strict) == [.mayBeMissing(try number("b0/s/a", in: strict), .failedBody)])
        let post = Self.plan(checks: [Node.Checks(.post, checks: check.checks)], [[Self.sequence("s", Self.action("a"))]])
        #expect(reasons(post).isEmpty)
    }

    @Test("S29 with otherwise, a source may be missing")
    func otherwise() {
        let plan = Self.plan([[Self.sequence("s", Self.action("a"))], [Self.sequence("t", Self.action("c", reads: [.name("a")], otherwise: "none"))]])
        {
            $0.blocks[0].toleratedFailures = .unlimited
        }
        #expect(reasons(plan).isEmpty)
    }
}
