import Testing
import Workstream

@Suite("DependencyRule")
struct DependencyRuleTests {
    /// The faults of a block with sequences of those names that wait for others.
    private static func faults(_ sequences: [(name: String, after: [String])]) -> [PlanFault] {
        ValidPlan.faults { $0.blocks[0].sequences = sequences.map { ValidPlan.sequence($0.name, after: $0.after, ValidPlan.action()) } }
    }

    @Test("S23 a name that no sequence of the block has is a fault that names the nearest one")
    func unknown() {
        let faults = Self.faults([("web-1", []), ("web-2", ["wbe-1"]), ("web-3", ["upload"])])
        #expect(faults == [PlanFault(.dependencyUnknown, at: "Fleet/web-2"), PlanFault(.dependencyUnknown, at: "Fleet/web-3")])
        #expect(faults[0].message.contains("no sequence of its block is called that. Did you mean \"web-1\"?"))
        #expect(!faults[1].message.contains("Did you mean"))
    }

    @Test("S23 a name that several sequences have is a fault")
    func ambiguous() {
        #expect(Self.faults([("web", []), ("web", []), ("db", ["web"])]) == [PlanFault(.dependencyAmbiguous, at: "Fleet/db")])
    }

    @Test("S23 a name that is listed more than once is one fault")
    func repeated() {
        #expect(Self.faults([("web", []), ("db", ["web", "web", "web"])]) == [PlanFault(.dependencyRepeated, at: "Fleet/db")])
    }

    @Test("S23 a circle is one fault that shows the way round")
    func cycle() {
        let faults = Self.faults([("a", ["b"]), ("b", ["c"]), ("c", ["a"]), ("d", ["a"]), ("e", ["e"])])
        #expect(faults == [PlanFault(.dependencyCycle, at: "Fleet/a"), PlanFault(.dependencyCycle, at: "Fleet/e")])
        #expect(faults[0].message.contains("\"a\" → \"b\" → \"c\" → \"a\""))
        #expect(faults[1].message.contains("\"e\" → \"e\""))
    }

    @Test("S23 a circle as long as the block is shown in part")
    func longCycle() {
        let faults = Self.faults((0..<1_000).map { ("s\($0)", ["s\(($0 + 1) % 1_000)"]) })
        #expect(faults == [PlanFault(.dependencyCycle, at: "Fleet/s0")])
        #expect(faults[0].message.contains("\"s7\" → … (992 more) → \"s0\""))
    }

    @Test("S23 each block has its own dependencies")
    func blocks() {
        let faults = ValidPlan.faults { plan in
            plan.blocks.append(Node.Block(name: "Other", sequences: [ValidPlan.sequence("db", after: ["web-1"], ValidPlan.action())]))
        }
        #expect(faults == [PlanFault(.dependencyUnknown, at: "Other/db")])
    }
}
