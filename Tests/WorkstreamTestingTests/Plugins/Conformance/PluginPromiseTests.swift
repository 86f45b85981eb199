import Testing
import Workstream
import WorkstreamTesting

@Suite("PluginPromise", .timeLimit(.minutes(15)))
struct PluginPromiseTests {
    /// For each promise the faults that break it.
    private static let faults: [(PluginFault, promise: String)] = [
        (.hasAnImpossiblePolicy, "an engine takes"), (.cannotBeMadeReady, "an engine takes"), (.hangsInPreparation, "an engine takes"),
        (.forgetsPartOfItsRequest, "a request is the same"), (.forgetsPartOfItsResponse, "a response is the same"), (.throwsUnasked, "a response is"),
        (.hangs, "a response is the same"), (.hasNoExample, "an example"), (.upgradesToNothing, "a request of an older"),
        (.acceptsAnything, "a request that can never work"), (.saysTooLittle, "a request that can never work"), (.ignoresCancellation, "S26"),
        (.isMoody, "S33 what a repetition"), (.countsWhenRepeated, "S33 an idempotent"), (.countsInNewAttempts, "S33 an idempotent"),
        (.changesWhenLooking, "a check changes"), (.findsWhatNeverHappened, "S33 a probe does not find"),
        (.thinksThatItIsUnderWay, "S33 a probe does not find"), (.changesWhenProbing, "S33 a probe finds"), (.findsNothing, "S33 a probe finds"),
    ]

    private static let promises = PluginPromise.all(of: FaultyAction.self) + PluginPromise.all(of: FaultyCheck.self)

    private static func promise(_ beginning: String) throws -> PluginPromise {
        try #require(promises.first { $0.description.hasPrefix(beginning) })
    }

    /// A plugin with a fault in a fresh world; what hangs is let go by the latch.
    private static func action(_ fault: PluginFault?, _ latch: Latch = Latch()) -> PluginUnderTest {
        let world = FaultyWorld()
        let forgets = fault == .forgetsPartOfItsRequest
        var subject = PluginUnderTest(
            FaultyAction(fault: fault, world: world, latch: latch),
            requests: [.init(name: "a", value: 1, forgets: forgets), .init(name: "b", value: 2)],
            refused: [.init(name: "", value: 1)], slow: .init(name: "slow", value: 1),
            older: [.init(version: 1, ["name": fault == .upgradesToNothing ? "lost" : "old"])], observe: { world.values })
        subject.limit = fault == .hangs || fault == .hangsInPreparation ? .milliseconds(100) : .seconds(60)
        subject.cancellationLimit = fault == .ignoresCancellation ? .milliseconds(100) : .seconds(60)
        return subject
    }

    private static func check(_ fault: PluginFault?) -> PluginUnderTest {
        let world = FaultyWorld()
        if fault == .hasNoExample { return PluginUnderTest(ExamplelessCheck(), requests: ["a"], refused: [], observe: { world.values }) }
        return PluginUnderTest(FaultyCheck(fault: fault, world: world), requests: ["a"], refused: [], observe: { world.values })
    }

    @Test("a probing action without a fault keeps every promise", arguments: PluginPromise.all(of: FaultyAction.self))
    func soundAction(_ promise: PluginPromise) async throws {
        try await promise.check { Self.action(nil) }
    }

    @Test("a check without a fault keeps every promise", arguments: PluginPromise.all(of: FaultyCheck.self))
    func soundCheck(_ promise: PluginPromise) async throws {
        try await promise.check { Self.check(nil) }
    }

    @Test("a plugin with a fault breaks the promise that is about it", arguments: faults)
    func faulty(fault: PluginFault, beginning: String) async throws {
        let promise = try Self.promise(beginning)
        let latch = Latch()
        defer { latch.open() }
        await #expect(throws: BrokenPromise.self) {
            try await promise.check { fault == .changesWhenLooking || fault == .hasNoExample ? Self.check(fault) : Self.action(fault, latch) }
        }
    }

    @Test("for each promise there is a fault that breaks it, and each fault breaks one")
    func coverage() {
        for promise in Self.promises { #expect(Self.faults.contains { promise.description.hasPrefix($0.promise) }, "\(promise)") }
        #expect(Self.faults.allSatisfy { fault in Self.promises.contains { $0.description.hasPrefix(fault.promise) } })
        #expect(Set(Self.faults.map(\.0)) == Set(PluginFault.allCases))
    }

    @Test("a plugin makes the promises of its kind")
    func kinds() {
        let action = PluginPromise.all(of: FaultyAction.self).map(\.description)
        let check = PluginPromise.all(of: FaultyCheck.self).map(\.description)
        #expect(action.contains { $0.hasPrefix("S33 a probe") } && !action.contains { $0.hasPrefix("a check") })
        #expect(check.contains { $0.hasPrefix("a check") } && !check.contains { $0.hasPrefix("S33") || $0.contains("older version") })
    }

    @Test("a broken promise says what was seen, why it matters and where to look")
    func words() async throws {
        let promise = try Self.promise("a check changes nothing")
        let error = await #expect(throws: BrokenPromise.self) { try await promise.check { Self.check(.changesWhenLooking) } }
        #expect(
            error?.description.hasPrefix(
                "The plugin breaks the promise \"a check changes nothing\": the world after a look at \"a\": at $.looks was nothing, and is 1. A check is "
                    + "called before, during and after the work") == true)
        #expect(error?.description.contains("The documentation of `Plugin` says") == true)
        #expect(error?.place.hasPrefix("PluginPromise+Repetitions.swift:") == true)
    }

    @Test("a hang is found after its limit, and said to be one")
    func hangs() async throws {
        let latch = Latch()
        defer { latch.open() }
        let error = await #expect(throws: BrokenPromise.self) {
            try await Self.promise("a response is the same").check { Self.action(.hangs, latch) }
        }
        #expect(error?.finding.contains("has not ended after 0.1 seconds") == true)
    }

    @Test("a promise that needs what the test does not give is not taken for kept")
    func needs() async throws {
        let world = FaultyWorld()
        func subject(_ requests: [FaultyAction.Request]) -> PluginUnderTest {
            PluginUnderTest(FaultyAction(fault: nil, world: world, latch: Latch()), requests: requests, refused: [], observe: { world.values })
        }
        for promise in PluginPromise.all(of: FaultyAction.self) {
            let error = await #expect(throws: BrokenPromise.self) { try await promise.check { subject([]) } }
            #expect(error?.finding.contains("the test gives no requests") == true)
        }
        let error = await #expect(throws: BrokenPromise.self) {
            try await Self.promise("a request of an older").check { subject([.init(name: "a", value: 1)]) }
        }
        #expect(error?.finding.contains("gives no request of version 1") == true)
    }
}
