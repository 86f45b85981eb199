import Testing
import Workstream
import WorkstreamTesting

@Suite("PlanDifference", .timeLimit(.minutes(15)))
struct PlanDifferenceTests {
    @Test("plans that say the same have no difference, also when one of them was submitted")
    func equal() throws {
        let plan = ShopPlan.plan()
        #expect(plan.difference(from: plan).isEmpty)
        #expect(plan.numbered().difference(from: plan).isEmpty)
        #expect(plan.difference(from: plan.numbered()).description == "no difference")
    }

    @Test("a difference has what differs and nothing else, each with its path and both values")
    func printed() {
        let old = ShopPlan.plan()
        var new = old
        new.labels["team"] = nil
        new.startLimit = .seconds(60)
        new.blocks[1].concurrency = 5
        new.blocks[1].sequences[0].actions[0].request = ["host": "web-3", "tags": ["a", "c"], "size": 1]
        new.blocks[1].sequences[0].actions[1].timeout = nil
        new.blocks[1].sequences.append(ShopPlan.sequence("web-9"))
        new.blocks[1].deferred = []
        new.checks[0].checks[0].retries = 2
        let expected = """
            10 differences:
              plan labels at $.team: "web" → none
              plan startLimit: none → "60s"
              pre-checks/build is there (check) retries: 0 → 2
              Fleet (block) concurrency: 1 → 5
              Fleet/web-2/upload (action) request at $.host: "web-2" → "web-3"
              Fleet/web-2/upload (action) request at $.size: none → 1
              Fleet/web-2/upload (action) request at $.tags[1]: "b" → "c"
              Fleet/web-2/start (action) timeout: "30s" → none
            + Fleet/web-9 (sequence of 2 actions)
            - Fleet/undo (batch of 1 action)
            """
        let difference = new.difference(from: old)
        #expect(difference.description == expected)
        #expect(difference["Fleet"].map(\.description) == ["  Fleet (block) concurrency: 1 → 5"])
        #expect(difference["Fleet/web-9"].map(\.kind) == [.added(.sequence(ShopPlan.sequence("web-9")))])
    }

    @Test("the difference back has the same places, with the values exchanged")
    func backwards() {
        let old = ShopPlan.plan()
        var new = old
        new.purpose = "Another"
        new.blocks[0].exitDelay = .seconds(1)
        func values(_ difference: PlanDifference) -> [[JSON?]] {
            difference.changes.map { if case .changed(let change) = $0.kind { [change.old, change.new] } else { [] } }
        }
        #expect(values(new.difference(from: old)) == [["Brings the build to every host", "Another"], ["0s", "1s"]])
        #expect(values(old.difference(from: new)) == [["Another", "Brings the build to every host"], ["1s", "0s"]])
    }

    @Test("a sequence among a thousand that was renamed is one change, also where its requests name it")
    func renamed() {
        let old = ShopPlan.fleet(1000) { "web-\($0)" }
        let silent = ShopPlan.fleet(1000, request: { _ in ["host": "all"] }, name: { "web-\($0)" })
        let silentlyRenamed = ShopPlan.fleet(1000, request: { _ in ["host": "all"] }, name: { $0 == 500 ? "new" : "web-\($0)" })
        #expect(silentlyRenamed.difference(from: silent).description == "1 difference:\n  Fleet/new (sequence) name: \"web-500\" → \"new\"")
        let new = ShopPlan.fleet(1000) { $0 == 500 ? "new" : "web-\($0)" }
        let lines = """
            3 differences:
              Fleet/new (sequence) name: "web-500" → "new"
              Fleet/new/upload (action) request at $.host: "web-500" → "new"
              Fleet/new/start (action) request at $.host: "web-500" → "new"
            """
        #expect(new.difference(from: old).description == lines)
    }

    @Test("of two nodes of one name, the one that is gone or changed is told from the other")
    func twins() {
        func plan(_ requests: [JSON]) -> Plan {
            let actions = requests.map { Node.Action(name: "run", plugin: "shell", request: $0) }
            return Plan(name: "p", blocks: [Node.Block(name: "B", sequences: [Node.Sequence(name: "S", actions: actions)])])
        }
        let old = plan(["a", "b", "c"])
        #expect(plan(["b", "c"]).difference(from: old).description == "1 difference:\n- B/S/run (action): shell \"a\"")
        #expect(plan(["a", "c"]).difference(from: old).description == "1 difference:\n- B/S/run#2 (action): shell \"b\"")
        #expect(plan(["a", "d", "c"]).difference(from: old).description == "1 difference:\n  B/S/run#2 (action) request: \"b\" → \"d\"")
        #expect(plan(["a", "b", "b", "c"]).difference(from: old).description == "1 difference:\n+ B/S/run#3 (action): shell \"b\"")
        #expect(plan(["c", "a", "b"]).difference(from: old).description == "1 difference:\n> B/S/run (action) moved: from place 3 to place 1")
    }

    @Test("a node that stands elsewhere is one move, within its list, to another node, and with a change of its own")
    func moves() {
        let old = ShopPlan.plan()
        var swapped = old
        swapped.blocks.swapAt(0, 1)
        #expect(swapped.difference(from: old).changes.count == 1)
        var carried = old
        let action = carried.blocks[0].sequences[0].actions.removeLast()
        carried.blocks[1].sequences[1].actions.insert(action, at: 0)
        #expect(carried.difference(from: old).description == "1 difference:\n> Fleet/web-3/start (action) moved: from Canary/web-1/start")
        var changed = old
        changed.blocks[1].sequences.reverse()
        changed.blocks[1].sequences[0].purpose = "first"
        let lines = """
            2 differences:
            > Fleet/web-3 (sequence) moved: from place 2 to place 1
              Fleet/web-3 (sequence) purpose: "" → "first"
            """
        #expect(changed.difference(from: old).description == lines)
    }

    @Test("many nodes in another order are one change of what they stand in")
    func reordered() {
        let old = ShopPlan.fleet(100) { "web-\($0)" }
        var new = old
        new.blocks[0].sequences.reverse()
        let difference = new.difference(from: old)
        #expect(difference.changes.map(\.path) == ["Fleet"])
        #expect(difference.description.hasPrefix("1 difference:\n  Fleet (block) order of sequences: [\"web-0\",\"web-1\","))
    }

    @Test("a key says which node is meant, whatever its name")
    func keys() {
        let old = ShopPlan.plan()
        var new = old
        new.blocks[1].sequences[0].actions[0].name = "start"
        new.blocks[1].sequences[0].actions[1].name = "upload"
        #expect(
            new.difference(from: old).changes.map(\.description) == [
                "  Fleet/web-2/start (action) name: \"upload\" → \"start\"", "  Fleet/web-2/upload (action) name: \"start\" → \"upload\"",
            ])
    }

    @Test("long values are clipped around the place where they differ")
    func clipped() throws {
        var old = ShopPlan.plan()
        old.blocks[0].sequences[0].actions[0].request = [
            "text": .string(String(repeating: "ä", count: 5000) + "one" + String(repeating: "z", count: 5000))
        ]
        var new = old
        new.blocks[0].sequences[0].actions[0].request = [
            "text": .string(String(repeating: "ä", count: 5000) + "two" + String(repeating: "z", count: 5000))
        ]
        let line = try #require(new.difference(from: old).changes.first?.description)
        #expect(line.contains("äone") && line.contains("ätwo") && line.contains("…") && line.utf8.count < 400, "\(line)")
    }

    @Test("only the first hundred of many changes are printed, and how many others there are")
    func many() {
        let old = ShopPlan.fleet(200) { "web-\($0)" }
        var new = old
        for index in new.blocks[0].sequences.indices { new.blocks[0].sequences[index].purpose = "changed" }
        let lines = new.difference(from: old).description.split(separator: "\n")
        #expect(lines.count == 102 && lines.first == "200 differences:" && lines.last == "  … and 100 more")
    }

    @Test("a difference is empty exactly when the definitions are equal", arguments: UInt64(0)..<300)
    func agreesWithEquality(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let old = ShopPlan.plan()
        var new = old
        for _ in 0..<random.next(below: 4) { ShopPlan.mutate(&new, &random) }
        let difference = new.difference(from: old)
        #expect(difference.isEmpty == (new == old), "seed \(seed)")
        #expect(difference == new.difference(from: old))
        #expect(old.difference(from: new).isEmpty == difference.isEmpty)
    }

    @Test("a long list is compared in one pass, also of one name, in another order, or renamed", arguments: BigChange.allCases)
    func million(change: BigChange) {
        let old = ShopPlan.long(change.count, isOneName: change == .twins)
        var new = old
        change.apply(to: &new.blocks[0].sequences[0].actions)
        let difference = new.difference(from: old)
        #expect(difference.changes.count == change.expectedCount)
    }

    /// What is done to a long list of actions.
    enum BigChange: CaseIterable {
        case ends, twins, reversed, renamed

        /// The square of any of these would keep the test busy past its time.
        var count: Int { self == .ends ? 1_000_000 : 50_000 }

        var expectedCount: Int {
            switch self {
            case .ends, .twins: 2
            case .reversed: 1
            case .renamed: count
            }
        }

        func apply(to actions: inout [Node.Action]) {
            switch self {
            case .ends, .twins:
                actions.removeFirst()
                actions.append(Node.Action(name: "last", plugin: "other", request: "last"))
            case .reversed: actions.reverse()
            case .renamed: for index in actions.indices { actions[index].name += "!" }
            }
        }
    }
}
