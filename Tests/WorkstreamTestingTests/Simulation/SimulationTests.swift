import Testing
import Workstream

@testable import WorkstreamTesting

@Suite("Simulations", .timeLimit(.minutes(5)))
struct SimulationTests {
    private let plain = Simulation.shop(.rollOut(3), files: Plan.oldFiles(3))

    @Test("an execution in which nothing goes wrong does to the world what the plan says, and makes every call once")
    func plainExecution() throws {
        let simulation = plain.faults(.none)
            .eventually("all files are new") { $0.world.files == ["web-1/app-2", "web-2/app-2", "web-3/app-2"] && $0.world.deeds == 6 }
        let report = try simulation.run(20, seed: 1)
        #expect(report.executions == 20 && report.statuses == [.completed: 20])
        #expect(report.findings.isEmpty, "\(report)")
        let execution = try simulation.execution(seed: 7)
        #expect(Set(execution.calls.map(\.description)).count == 6 && execution.calls.count == 6)
    }

    @Test("the same seed gives the same execution, and another seed another one")
    func sameSeed() throws {
        let simulation = plain.modelling(at: "Fleet/*/*", .fails(0.2), .hangs(0.1), .ignoresCancellation(0.2))
        var fingerprints: Set<UInt64> = []
        for seed in UInt64(0)..<40 {
            let first = try simulation.execution(seed: seed)
            let second = try simulation.execution(seed: seed)
            #expect(first.fingerprint == second.fingerprint, "seed \(seed)")
            #expect(first.events == second.events, "seed \(seed)")
            fingerprints.insert(first.fingerprint)
        }
        #expect(fingerprints.count > 35)
    }

    @Test("the same seed gives the same execution in every process and on every machine")
    func sameEverywhere() throws {
        let simulation = plain.modelling(at: "Fleet/*/*", .duration(.exponential(mean: .seconds(5))), .fails(0.2))
        let times = try simulation.execution(seed: 3).events.map(\.time.nanoseconds)
        #expect(times.last == Self.lastTime)
        #expect(times.count == Self.count)
    }

    /// What the third execution comes to.
    private static let (lastTime, count): (Int64, Int) = (1_767_225_647_006_293_567, 28)

    @Test("what a plugin refuses, a simulation refuses")
    func refused() {
        let plan = Plan("P") { Block("B") { Sequence("s") { Action("a", PutFile.self, .init(path: "")) } } }
        #expect(throws: InvalidPlan.self) { try Simulation.shop(plan).run(1, seed: 1) }
    }

    @Test("a plan whose plugins are not there is simulated all the same")
    func unknownPlugins() throws {
        let action = Node.Action(name: "a", plugin: "who.knows", request: ["what": [1, 2]])
        let check = Node.Action(name: "c", plugin: "who.looks", request: 7)
        let plan = Plan(
            name: "P", checks: [Node.Checks(.pre, checks: [check])],
            blocks: [Node.Block(name: "B", sequences: [Node.Sequence(name: "s", actions: [action])])])
        let report = try Simulation(of: plan).run(100, seed: 1)
        #expect(report.findings.isEmpty, "\(report)")
        #expect(report.statuses[.completed, default: 0] > 50)
    }

    @Test("S28 what is bound to the response of a plugin that is not there finds something")
    func unknownBindings() throws {
        let source = Node.Action(name: "make", plugin: "who.makes", request: [:])
        let binding = Binding(
            target: .root.appending("image"), value: .source(.response(of: .name("make"), at: .root.appending("image").appending("name"))))
        let user = Node.Action(name: "use", plugin: "who.uses", request: [:], bindings: [binding])
        let plan = Plan(name: "P", blocks: [Node.Block(name: "B", sequences: [Node.Sequence(name: "s", actions: [source, user])])])
        let report = try Simulation(of: plan, world: JSON.null)
            .modelling(at: "B/s/use") { request, seen in
                seen = request
                return [:]
            }
            .eventually("it was used") { $0.world["image"] == "example" }
            .faults(.none).run(10, seed: 1)
        #expect(report.findings.isEmpty && report.statuses == [.completed: 10], "\(report)")
    }

    @Test("S60–S67 engines crash, storages fail, and people meddle, and every run ends as it must", arguments: UInt64(0)..<4)
    func faults(_ seed: UInt64) throws {
        let report = try plain.modelling(at: "Fleet/*/*", .fails(0.1), .hangs(0.05), .ignoresCancellation(0.1)).run(250, seed: seed)
        #expect(report.findings.isEmpty, "\(report)")
        #expect(report.statuses[.completed, default: 0] > 10)
        #expect(report.statuses[.failed, default: 0] > 10)
        #expect(report.statuses[.running] == nil)
    }

    @Test("S67 a call whose timeout could not be stored is cancelled all the same, and the run goes on", arguments: [true, false], 1...6)
    func unstoredTimeout(_ isKept: Bool, _ append: Int) throws {
        let action = Node.Action(name: "a", plugin: "work", request: [:], timeout: .seconds(5), retries: 1, effect: .idempotent)
        let plan = Plan(name: "P", blocks: [Node.Block(name: "B", sequences: [Node.Sequence(name: "s", actions: [action])])])
        let simulation = Simulation(of: plan).modelling(at: "B/s/a", .hangs(1))
        let subject = try SimulationSubject(plan, in: simulation)
        let result = Execution(subject: subject, seed: 1, faults: [.failedAppend(append, isKept: isKept, mended: .seconds(3))]).play()
        #expect(result.objections.isEmpty, "\(result.objections)")
        #expect(result.status == .failed)
        #expect(result.story.calls.map(\.attempt) == [1, 2])
    }

    @Test(
        "S25, S43, S67 a call that hangs is cut off by its timeout while its deadline stands still, also when the pause could not be stored",
        arguments: [true, false])
    func unstoredPause(_ isFaulty: Bool) throws {
        let action = Node.Action(name: "a", plugin: "work", request: [:], timeout: .seconds(30), deadline: .seconds(11), effect: .idempotent)
        let plan = Plan(name: "P", blocks: [Node.Block(name: "B", sequences: [Node.Sequence(name: "s", actions: [action])])])
        let simulation = Simulation(of: plan).modelling(at: "B/s/a", .hangs(1))
        let subject = try SimulationSubject(plan, in: simulation)
        let pause = ScheduledFault.deed(event: 2, after: .seconds(3), .pause(lasting: .seconds(3_600)))
        let fault = ScheduledFault.failedAppend(2, isKept: false, mended: .seconds(1))
        let story = Execution(subject: subject, seed: 1, faults: isFaulty ? [pause, fault] : [pause]).play()
        #expect(story.objections.isEmpty, "\(story.objections)")
        let call = try #require(story.story.calls.first)
        #expect(call.ended.map { $0 - call.began } == .seconds(30))
    }

    @Test(
        "S33 a plugin is asked once what a call did that was cut off before it was made",
        arguments: [2_854_695_509_520_804_453, 16_449_493_986_378_604_630] as [UInt64])
    func probedOnce(_ seed: UInt64) throws {
        let action = Node.Action(name: "a", plugin: "probing", request: [:], timeout: .seconds(3), effect: .atMostOnce)
        let plan = Plan(name: "P", blocks: [Node.Block(name: "B", sequences: [Node.Sequence(name: "s", actions: [action])])])
        let plugins = PluginRegistry(standIns: [.unknown("probing", .changing, canProbe: true)])
        let simulation = Simulation(of: plan, plugins: plugins)
        let subject = try SimulationSubject(plan, in: simulation)
        let faults: [ScheduledFault] = [
            .failedAppend(1, isKept: true, mended: .seconds(1)), .deed(event: 6, after: .zero, .stop(.everything)),
        ]
        let result = Execution(subject: subject, seed: seed, faults: faults).play()
        #expect(result.objections.isEmpty, "\(result.objections)")
        #expect(result.status.isFinal)
        #expect(result.story.calls.count { $0.isProbe } <= 1)
    }

    /// Something that a world holds on to.
    private final class Thing: Sendable {
        let things: Lock<Int>

        init(_ things: Lock<Int>) {
            self.things = things
            things.withLock { $0 += 1 }
        }

        deinit { things.withLock { $0 -= 1 } }
    }

    @Test("nothing of an execution stays behind, whatever went wrong in it")
    func noLeaks() throws {
        let things = Lock(0)
        let simulation = Simulation(of: .rollOut(3), world: [Thing]())
            .modelling(at: "**") { _, world in
                world.append(Thing(things))
                return [:]
            }
            .modelling(at: "**", .hangs(0.1), .ignoresCancellation(0.2), .fails(0.1))
        let report = try simulation.run(200, seed: 1)
        #expect(report.findings.isEmpty, "\(report)")
        #expect(things.withLock { $0 } == 0)
    }

    @Test("what is expected and does not hold is found, whenever it is looked at")
    func promises() throws {
        let report =
            try plain
            .always("no file is new") { !$0.world.files.contains("web-2/app-2") }
            .eventually("it fails") { $0.run.status == .failed }
            .eventually("it can be told") { _ in throw PluginError(.failed, "No.") }
            .faults(.none).run(5, seed: 1)
        #expect(report.findings.map(\.check) == ["no file is new", "it fails"])
        #expect(report.findings.allSatisfy { $0.count == 5 })
    }

    @Test("a model sees requests as they are, and what it throws, the call throws")
    func throwing() throws {
        let simulation = plain.faults(.none)
            .modelling(at: "Fleet/web-2/*") { request, shop in
                shop.deeds += 100
                guard request["path"] == "web-2/app-2" else { throw PluginError(.failed, "\(request)", isPermanent: true) }
                return [:]
            }
            .eventually("the plugin's own error is there") { $0.run.failures.first?.failure.message.contains("web-2/app-1") == true }
            .eventually("it was done") { $0.world.deeds > 200 }
        let report = try simulation.run(5, seed: 1)
        #expect(report.findings.isEmpty, "\(report)")
        #expect(report.statuses == [.failed: 5])
    }
}
