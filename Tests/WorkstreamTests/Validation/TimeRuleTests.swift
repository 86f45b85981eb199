import Testing
import Workstream

@Suite("TimeRule")
struct TimeRuleTests {
    private static let action: NodePath = "Fleet/web-1/upload"
    private static let far: [Duration] = [.seconds(100 * 365 * 86_400) + .nanoseconds(1), .seconds(Int64.max), Duration(attoseconds: .max)]

    @Test(
        "S25 a timeout and a deadline are positive", arguments: [Duration.zero, .seconds(-1), Duration(attoseconds: 1), Duration(attoseconds: .min)])
    func positive(time: Duration) {
        #expect(ValidPlan.faults { $0.blocks[0].sequences[0].actions[0].timeout = time } == [PlanFault(.timeoutOutOfRange, at: Self.action)])
        #expect(ValidPlan.faults { $0.blocks[0].sequences[0].actions[0].deadline = time } == [PlanFault(.deadlineOutOfRange, at: Self.action)])
        #expect(ValidPlan.faults { $0.checks[0].checks[0].timeout = time } == [PlanFault(.timeoutOutOfRange, at: "pre-checks/look")])
    }

    @Test("S7 the interval of a continuous group that names none is 30 seconds")
    func defaultInterval() {
        let group = Node.Checks(.continuous, checks: [ValidPlan.check()])
        #expect(group.interval == .seconds(30))
        #expect(ValidPlan.faults { $0.checks = [group] }.isEmpty)
    }

    @Test("S7 the interval of a continuous group is positive; that of another group has no meaning", arguments: [Duration.zero, .seconds(-1)])
    func interval(time: Duration) {
        let group = Node.Checks(.continuous, checks: [ValidPlan.check()], interval: time)
        #expect(ValidPlan.faults { $0.checks = [group] } == [PlanFault(.intervalOutOfRange, at: "continuous-checks")])
        #expect(ValidPlan.faults { $0.checks[0].interval = time }.isEmpty)
    }

    @Test("S13 S41 delays and start limits may be zero, not negative")
    func delays() {
        let faults = ValidPlan.faults { plan in
            plan.startLimit = .seconds(-1)
            plan.blocks[0].entranceDelay = .nanoseconds(-1)
            plan.blocks[0].exitDelay = .seconds(-3)
        }
        #expect(
            faults == [
                PlanFault(.startLimitOutOfRange, at: .plan), PlanFault(.entranceDelayOutOfRange, at: "Fleet"),
                PlanFault(.exitDelayOutOfRange, at: "Fleet"),
            ])
        #expect(
            faults[2].message
                == "The block \"Fleet\" has an exit delay of \"-3s\". Nothing can be awaited in the past. Make it zero or more, or leave it out.")
        #expect(ValidPlan.faults { $0.startLimit = .zero }.isEmpty)
    }

    @Test("S40 no time is longer than a clock can count", arguments: far)
    func longest(time: Duration) {
        let faults = ValidPlan.faults { plan in
            plan.startLimit = time
            plan.checks = [Node.Checks(.continuous, checks: [ValidPlan.check()], interval: time)]
            plan.blocks[0].entranceDelay = time
            plan.blocks[0].exitDelay = time
            plan.blocks[0].sequences[0].actions[0].timeout = time
            plan.blocks[0].sequences[0].actions[0].deadline = time
        }
        #expect(
            faults == [
                PlanFault(.startLimitOutOfRange, at: .plan), PlanFault(.intervalOutOfRange, at: "continuous-checks"),
                PlanFault(.entranceDelayOutOfRange, at: "Fleet"), PlanFault(.exitDelayOutOfRange, at: "Fleet"),
                PlanFault(.timeoutOutOfRange, at: Self.action), PlanFault(.deadlineOutOfRange, at: Self.action),
            ])
    }

    @Test("S6 a check has a timeout; an action may have none")
    func none() {
        let faults = ValidPlan.faults { plan in
            plan.checks[0].checks[0].timeout = nil
            plan.blocks[0].sequences[0].actions[0].timeout = nil
        }
        #expect(faults == [PlanFault(.timeoutMissing, at: "pre-checks/look")])
    }
}
