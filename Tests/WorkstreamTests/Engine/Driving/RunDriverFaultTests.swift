import Testing
import WorkstreamTesting

@testable import Workstream

@Suite(.oneAtATime, .timeLimit(.minutes(15)))
struct RunDriverFaultTests {
    /// Two sequences at a time, checks around them, and something deferred.
    private static let plan = Plan.one(
        sequences: 3, [.act("a", retries: 1), .act("b")], concurrency: 2,
        checks: [
            Node.Checks(.pre, checks: [.look("p")]), Node.Checks(.continuous, checks: [.look("c")], interval: .seconds(3)),
            Node.Checks(.post, checks: [.look("q")]),
        ], deferred: [Node.Batch(name: "D", condition: .always, actions: [.act("d")])])

    @Test("S67 a failed append ends its run here with an error, whichever append it is, and all others go on", arguments: [false, true])
    func everyAppend(keeping: Bool) throws {
        let appends = try withVirtualTime(seed: 0) { executor in
            let ground = try await EngineGround(executor)
            Self.script(ground)
            #expect(try await ground.engine.run(Self.plan).status == .completed)
            return ground.storage.calls(of: .append)
        }
        #expect(appends > 5)
        // The second append of all is the start, which a test of its own is about.
        for call in 3...(appends + 1) {
            try EngineGround.play(seeds: 0..<3) { ground in
                Self.script(ground)
                // The run beside it stores its start before, and everything else long after.
                ground.action.behave(.take(.seconds(1000)), at: "B/1/long")
                let other = try await ground.engine.submit(.one([.act("long", timeout: nil)]))
                try await ground.engine.start(other)
                ground.storage.fail(.append, call: call, keeping: keeping)

                let id = try await ground.engine.submit(Self.plan)
                let error = await #expect(throws: EngineError.self) {
                    try await ground.engine.start(id)
                    _ = try await ground.engine.wait(for: id)
                }
                #expect(error?.code == .storageFault)
                #expect(error?.run == id)
                #expect(error?.cause is StorageError)
                let calls = ground.log.calls.filter { $0.run == id }.count

                try await ground.pass(.seconds(100))
                #expect(ground.log.calls.filter { $0.run == id }.count == calls)
                #expect(ground.log.calls.filter { $0.run == id }.allSatisfy { $0.end != nil })
                #expect(ground.storage.calls(of: .append) == call)
                #expect(try await ground.isFree(id))
                if try await ground.stored(id).status.isFinal {
                    #expect(keeping)
                    #expect(try await ground.engine.wait(for: id).status == .completed)
                } else {
                    await #expect(throws: EngineError.self) { _ = try await ground.engine.wait(for: id) }
                }
                #expect(try await ground.engine.wait(for: other).status == .completed)
                #expect(try await ground.engine.run(Self.plan).status == .completed)
                try await ground.engine.shutdown()
            }
        }
    }

    @Test("S67 calls under way are awaited after a storage fault, nothing else begins, and only then the run is given back")
    func awaited() throws {
        try EngineGround.play { ground in
            ground.action.behave(.take(.seconds(20)), at: "B/1/a")
            ground.action.behave(.take(.seconds(1)), at: "B/2/a")
            ground.storage.failForGood(.append, from: 2)
            let id = try await ground.engine.submit(.one(sequences: 3, concurrency: 2))
            try await ground.engine.start(id)
            let start = ground.executor.now
            try await ground.pass(.seconds(10))
            #expect(ground.storage.calls(of: .append) == 2)
            #expect(try await !ground.isFree(id))
            let error = await #expect(throws: EngineError.self) { _ = try await ground.engine.wait(for: id) }
            #expect(error?.code == .storageFault)
            try await ground.pass(.seconds(15))
            #expect(try await ground.isFree(id))
            #expect(ground.log.paths.sorted { "\($0)" < "\($1)" } == ["B/1/a", "B/2/a"])
            let call = try #require(ground.log.calls(of: "B/1/a").first)
            #expect(call.end == start + .seconds(20))
            guard case .responded = call.outcome else {
                Issue.record("The call was cut off.")
                return
            }
            #expect(ground.storage.calls(of: .append) == 2)
        }
    }

    @Test("S67 a call that hangs is cut off at its timeout also after a storage fault, and given up after the grace period")
    func hanging() throws {
        try EngineGround.play { ground in
            let never = Latch()
            ground.action.behave(.hang, at: "B/1/a")
            ground.action.behave(.take(.seconds(1)), at: "B/2/a")
            ground.action.behave(.ignoreCancellation(until: never), at: "B/3/a")
            ground.storage.failForGood(.append, from: 2)
            let id = try await ground.engine.submit(.one(sequences: 3, concurrency: 3))
            try await ground.engine.start(id)
            await #expect(throws: EngineError.self) { _ = try await ground.engine.wait(for: id) }
            try await ground.pass(.seconds(100))
            #expect(try await ground.isFree(id))
            let call = try #require(ground.log.calls(of: "B/1/a").first)
            #expect(call.end == call.start + .seconds(30))
            #expect(ground.log.calls(of: "B/3/a").first?.end == nil)
        }
    }

    @Test("S67 a start whose append fails says so, and the run can be started again")
    func start() throws {
        for keeping in [false, true] {
            try EngineGround.play(effect: .atMostOnce) { ground in
                ground.storage.fail(.append, call: 1, keeping: keeping)
                let id = try await ground.engine.submit(.one())
                let error = await #expect(throws: EngineError.self) { try await ground.engine.start(id) }
                #expect(error?.code == .storageFault)
                #expect(ground.log.calls.isEmpty)
                #expect(try await ground.isFree(id))
                // Whether the start was stored or not, this engine knows that nothing was begun.
                try await ground.engine.start(id)
                #expect(try await ground.engine.wait(for: id).status == .completed)
                #expect(ground.log.paths == ["B/1/a", "B/1/b"])
            }
        }
    }

    @Test("S67 a storage that also fails to take leases back, and to close, harms no process")
    func everythingFails() throws {
        try EngineGround.play { ground in
            ground.action.behave(.take(.seconds(5)))
            let id = try await ground.engine.submit(.one())
            try await ground.engine.start(id)
            ground.storage.failForGood(nil, from: 1)
            let error = await #expect(throws: (any Error).self) { _ = try await ground.engine.wait(for: id) }
            #expect(error is EngineError || error is StorageError)
            await #expect(throws: StorageError.self) { try await ground.engine.submit(.one()) }
            await #expect(throws: StorageError.self) { try await ground.engine.shutdown() }
        }
    }

    private static func script(_ ground: EngineGround) {
        ground.action.behave(.take(.seconds(5)))
        ground.action.behave(.fail(times: 1, then: .take(.seconds(2))), at: "B/1/a")
        ground.check.behave(.take(.seconds(1)))
    }
}
