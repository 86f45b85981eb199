import Testing
import Workstream

@Suite("PlanContent")
struct PlanContentTests {
    static let hosts = ["web-1", "web-2", "web-3"]

    @Test("the example of the design has the tree that it says")
    func example() throws {
        let plan = Plan.shopUpgrade(to: "shop-2.tar", hosts: Self.hosts)
        #expect(plan.name == "Deploy shop")
        #expect(plan.checks.map(\.kind) == [.pre, .continuous])
        #expect(plan.checks[1].interval == .seconds(10))
        #expect(plan.blocks.map(\.name) == ["Canary", "Fleet"])
        #expect(plan.blocks[0].exitDelay == .seconds(300))
        #expect(plan.blocks[1].concurrency == 5)
        #expect(plan.blocks[1].toleratedFailures == .count(2))
        #expect(plan.blocks[1].sequences.map(\.name) == ["web-2", "web-3"])
        #expect(plan.blocks[1].sequences[0].actions.map(\.name) == ["upload", "unpack"])
        #expect(plan.blocks[1].sequences[0].checks.map(\.kind) == [.post])
        #expect(plan.blocks[1].sequences[0].actions[0].retries == 3)
        #expect(plan.deferred.map(\.condition) == [.failure])
        #expect(plan.deferred[0].isRequired)
        #expect(sum(plan.blocks.map(\.sequences.count)) == 3)
    }

    @Test("a plan made twice is equal")
    func twice() {
        #expect(Plan.shopUpgrade(to: "shop-2.tar", hosts: Self.hosts) == Plan.shopUpgrade(to: "shop-2.tar", hosts: Self.hosts))
        #expect(Plan.shopUpgrade(to: "shop-2.tar", hosts: Self.hosts) != Plan.shopUpgrade(to: "shop-3.tar", hosts: Self.hosts))
    }

    @Test("a unit test reads requests back with their types")
    func requests() throws {
        let plan = Plan.shopUpgrade(to: "shop-2.tar", hosts: Self.hosts)
        let upload = plan.blocks[1].sequences[0].actions[0]
        #expect(try upload.request(as: Upload.self) == .init(file: "shop-2.tar", host: "web-2"))
        #expect(throws: (any Error).self) { try upload.request(as: HTTPProbe.self) }
    }
}
