import Testing
import Workstream

@testable import rolling_upgrade

@Suite("Progress")
struct ProgressTests {
    let plan = Plan.shopUpgrade(of: Shop(folder: "/srv/shop", ports: [8_001, 8_002, 8_003]), to: 2)

    private func line(at path: NodePath, _ kind: Event.Kind) throws -> String? {
        let node = try #require(plan[path]?.number)
        return Progress(of: plan).line(for: Event(number: 7, time: Timestamp(nanoseconds: 0), node: node, kind: kind))
    }

    @Test("a block says that it begins, a sequence how it ended")
    func begins() throws {
        #expect(try line(at: "Canary", .began) == "Canary")
        #expect(try line(at: "Fleet/web-3", .began) == nil)
        #expect(try line(at: "Fleet/web-3", .ended(.init(.completed))) == "  Fleet/web-3 completed")
    }

    @Test("S31 the line about the failure of the plan names the node where it arose")
    func failure() throws {
        let origin = try #require(plan["continuous-checks/the shop answers"]?.number)
        let failed = Event.Failed(reason: Failure(.checkFailed, "no answer"), origin: origin)
        #expect(try line(at: .plan, .failed(failed)) == "Upgrade the shop has failed at continuous-checks/the shop answers")
    }

    @Test("an attempt that is repeated is no failure yet")
    func attempts() throws {
        let outcome = Outcome.failure(Failure(.failed, "no answer"))
        let path: NodePath = "Fleet/web-2/stop"
        #expect(try line(at: path, .attemptEnded(.init(attempt: 1, outcome: outcome, status: .running))) == nil)
        #expect(try line(at: path, .attemptEnded(.init(attempt: 2, outcome: outcome, status: .failed))) == "  Fleet/web-2/stop failed")
    }

    @Test("an event of a node that the plan does not have says nothing")
    func unknown() {
        #expect(Progress(of: plan).line(for: Event(number: 1, time: Timestamp(nanoseconds: 0), node: 9_999, kind: .began)) == nil)
    }
}
