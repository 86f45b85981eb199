import Testing
import Workstream

@Suite("CountRule")
struct CountRuleTests {
    @Test("S20 concurrency is at least 1", arguments: [0, -1, Int.min])
    func concurrency(count: Int) {
        #expect(ValidPlan.faults { $0.blocks[0].concurrency = count } == [PlanFault(.concurrencyOutOfRange, at: "Fleet")])
    }

    @Test("S21 a tolerance is a count of 0 or more, or a percentage", arguments: [Tolerance.count(-1), .percent(-1), .percent(101), .percent(.max)])
    func tolerance(tolerance: Tolerance) {
        #expect(ValidPlan.faults { $0.blocks[0].toleratedFailures = tolerance } == [PlanFault(.toleranceOutOfRange, at: "Fleet")])
    }

    @Test("S21 any part of the sequences may be tolerated", arguments: [Tolerance.count(0), .count(.max), .percent(0), .percent(100), .unlimited])
    func tolerated(tolerance: Tolerance) {
        #expect(ValidPlan.faults { $0.blocks[0].toleratedFailures = tolerance }.isEmpty)
    }

    @Test("S24 retries are 0 or more, of actions and of checks")
    func retries() {
        let faults = ValidPlan.faults { plan in
            plan.checks[0].checks[0].retries = .min
            plan.blocks[0].sequences[0].actions[0].retries = -1
            plan.deferred[0].actions[0].retries = .max
        }
        #expect(faults == [PlanFault(.retriesOutOfRange, at: "pre-checks/look"), PlanFault(.retriesOutOfRange, at: "Fleet/web-1/upload")])
    }
}
