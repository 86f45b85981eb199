import Testing
import WorkstreamTesting

@testable import Workstream

@Suite("Run lookup") struct RunLookupTests {
    private func make() throws -> Run {
        var plan = plan(
            checks: [group(.deferred, "last"), group(.pre, "first")], deferred: [batch("undo", .failure, "restore")], sequence("s", "a", "a"),
            sequence("s", "b"))
        plan.blocks[0].sequences[1].actions[0].key = "the-b"
        return try Run(RunID.sample(1), of: StoredPlan(plan.numbered()))
    }

    @Test("every node is found by its path and by its number, and says what it stands in")
    func paths() throws {
        let run = try make()
        #expect(run.nodes.count == 13)
        for node in run.nodes {
            #expect(run[node.path]?.number == node.number)
            #expect(run.node(at: node.number)?.path == node.path)
            #expect(node.children.allSatisfy { $0.parent?.number == node.number })
            #expect(node.definition.number == node.number)
            #expect(node.depth == node.path.components.count)
        }
        #expect(run["B/s#2/b"]?.name == "b")
        #expect(run["B/s/a#2"]?.action?.name == "a")
        #expect(run["B/nothing"] == nil)
        #expect(run.node(at: 99) == nil)
        #expect(run.node(at: -1) == nil)
    }

    @Test("a node is found by its key")
    func keys() throws {
        let run = try make()
        #expect(run.node(key: "the-b")?.path == "B/s#2/b")
        #expect(run.node(key: "nobody") == nil)
    }

    @Test("a node is had in its own type and in no other")
    func types() throws {
        let run = try make()
        for node in run.nodes {
            #expect((node.block != nil) == (node.kind == .block))
            #expect((node.sequence != nil) == (node.kind == .sequence))
            #expect((node.action != nil) == (node.kind == .action))
            #expect((node.checks != nil) == (node.kind == .checks))
            #expect((node.batch != nil) == (node.kind == .batch))
            #expect(node.isCheck == (node.path.components.contains { $0.hasSuffix("-checks") } && node.kind == .action))
        }
        #expect(run.checks.map(\.kind) == [.deferred, .pre])
        #expect(run.checks[1].path == "pre-checks")
        #expect(run.deferred[0].actions[0].path == "undo/restore")
    }

    @Test("a plan whose nodes have no numbers, or wrong ones, is refused")
    func numbering() {
        #expect(throws: Shape.NumberingError.self) { try Run(RunID.sample(1), of: StoredPlan(plan(sequence("s", "a")))) }
        var twice = plan(sequence("s", "a", "b")).numbered()
        twice.blocks[0].sequences[0].actions[1].number = 3
        #expect(throws: Shape.NumberingError.self) { try Run(RunID.sample(1), of: StoredPlan(twice)) }
        var large = twice
        large.blocks[0].sequences[0].actions[1].number = 99
        #expect(throws: Shape.NumberingError.self) { try Run(RunID.sample(1), of: StoredPlan(large)) }
    }

    @Test("numbers are taken from the plan, also where they are not those of the walk")
    func otherNumbers() throws {
        var plan = plan(sequence("s", "a", "b")).numbered()
        plan.blocks[0].sequences[0].actions[0].number = 4
        plan.blocks[0].sequences[0].actions[1].number = 3
        var run = try Run(RunID.sample(1), of: StoredPlan(plan))
        run.apply(Event(number: 1, time: Timestamp(nanoseconds: 0), node: 4, kind: .attemptBegan(.init(attempt: 1))))
        #expect(run["B/s/a"]?.status == .running)
        #expect(run["B/s/b"]?.status == .notStarted)
        #expect(run.nodes.map(\.number) == [0, 1, 2, 4, 3])
    }
}
