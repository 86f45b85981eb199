import Foundation
import Testing
import Workstream
import WorkstreamTesting

@Suite("Scripted plugins", .timeLimit(.minutes(15)))
struct ScriptedPluginTests {
    private struct Upload: ActionPlugin {
        struct Request: Codable, Sendable { var host: String }
        struct Response: Codable, Sendable, Equatable { var path: String }
        static let name = "shop.upload"
        let retryPolicy: RetryPolicy = .seconds
        func effect(of request: Request) -> Effect { request.host == "web-1" ? .idempotent : .atMostOnce }
        func validate(_ request: Request) throws {
            if request.host.isEmpty { throw PluginError.invalidRequest("no host") }
        }
        func execute(_ request: Request, in context: PluginContext) async throws -> Response { Response(path: "real") }
        static func example(_ random: inout some RandomNumberGenerator) throws -> Response { Response(path: "example") }
    }

    private struct Probe: CheckPlugin {
        struct Request: Codable, Sendable { var url: String }
        static let name = "shop.probe"
        let retryPolicy: RetryPolicy = .never
        func execute(_ request: Request, in context: PluginContext) async throws -> NoResponse { NoResponse() }
    }

    private static func context(_ executor: SeededExecutor, _ path: NodePath = "a", attempt: Int = 1) -> PluginContext {
        let clock = executor.clock
        return PluginContext(
            run: RunID(UUID(uuid: (1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))), path: path, attempt: attempt, actionToken: "\(path)",
            attemptToken: "\(path) \(attempt)", services: .init(sleep: { try await clock.sleep(for: $0) }, now: { executor.now }))
    }

    @Test("a plugin is registered under the name that it was given, several of them together")
    func registration() {
        let registry: PluginRegistry = [ScriptedAction("a"), ScriptedAction("b"), ScriptedCheck("c"), .named("d", ScriptedAction("e"))]
        #expect(registry.names == ["a", "b", "c", "d"])
        #expect(registry.faults == [])
        #expect(PluginRegistry([ScriptedAction("a"), ScriptedCheck("a")]).faults.count == 1)
    }

    @Test("a stand-in has the name, policy, validation, effects and example of the real plugin")
    func standIn() throws {
        let upload = ScriptedAction(standingInFor: Upload())
        let probe = ScriptedCheck(standingInFor: Probe(), name: "probe")
        #expect(PluginRegistry([upload, probe]).names == ["probe", "shop.upload"])
        #expect(upload.retryPolicy == .seconds)
        #expect(probe.retryPolicy == .never)
        #expect(throws: PluginError.invalidRequest("no host")) { try upload.validate(["host": ""]) }
        #expect(throws: (any Error).self) { try upload.validate(["wrong": ""]) }
        #expect(throws: (any Error).self) { try probe.validate([:]) }
        #expect(upload.effect(of: ["host": "web-1"]) == .idempotent)
        #expect(upload.effect(of: ["host": "web-2"]) == .atMostOnce)
        let response = try withVirtualTime(seed: 1) { try await upload.execute(["host": "web-1"], in: Self.context($0)) }
        #expect(response == ["path": "example"])
    }

    @Test("it responds, also with what a closure makes of the request")
    func responding() throws {
        let action = ScriptedAction("a", .respond(Upload.Response(path: "/srv")))
        action.behave(.perform { call in ["is": .string(try call.request(as: Upload.Request.self).host)] }, at: "b")
        try withVirtualTime(seed: 1) { executor in
            let response1 = try await action.execute(["host": "x"], in: Self.context(executor))
            #expect(response1 == ["path": "/srv"])
            let response2 = try await action.execute(["host": "x"], in: Self.context(executor, "b"))
            #expect(response2 == ["is": "x"])
        }
        #expect(action.log.paths == ["a", "b"])
        #expect(action.log.calls(of: "b").map(\.request) == [["host": "x"]])
    }

    @Test("it fails as often as it was told, for each node anew, and then does what follows")
    func failing() throws {
        let action = ScriptedAction("a", .fail(times: 2, then: .respond(1)))
        try withVirtualTime(seed: 1) { executor in
            for path in ["a", "b"] as [NodePath] {
                for attempt in 1...2 {
                    let error = await #expect(throws: PluginError.self) {
                        try await action.execute(.null, in: Self.context(executor, path, attempt: attempt))
                    }
                    #expect(error?.isPermanent == false)
                }
                let response3 = try await action.execute(.null, in: Self.context(executor, path, attempt: 3))
                #expect(response3 == 1)
            }
        }
        #expect(action.log.calls.map(\.attempt) == [1, 2, 3, 1, 2, 3])
    }

    @Test("it fails for good, says no, and goes through a sequence")
    func sequences() throws {
        let check = ScriptedCheck("c", .sequence(.respond, .sayNo("down"), .failPermanently))
        try withVirtualTime(seed: 1) { executor in
            let response4 = try await check.execute(.null, in: Self.context(executor))
            #expect(response4 == [:])
            await #expect(throws: PluginError.checkFailed("down")) { try await check.execute(.null, in: Self.context(executor)) }
            for _ in 0..<2 {
                let error = await #expect(throws: PluginError.self) { try await check.execute(.null, in: Self.context(executor)) }
                #expect(error?.isPermanent == true)
            }
        }
    }

    @Test("it takes its time, hangs until it is cancelled, or ignores the cancellation until its time or the test lets it go")
    func waiting() throws {
        let latch = Latch()
        let executor = SeededExecutor(seed: 1)
        let start = executor.now
        let action = ScriptedAction("a", .take(.seconds(10), then: .respond(1)))
        action.behave(.hang, at: "hang")
        action.behave(.ignoreCancellation(for: .seconds(60), on: executor.clock), at: "stubborn")
        action.behave(.ignoreCancellation(until: latch, then: .fail), at: "latched")
        try executor.run {
            var tasks: [Task<Void, Never>] = []
            for path in ["a", "hang", "stubborn", "latched"] as [NodePath] {
                tasks.append(executor.spawn("\(path)") { _ = try? await action.execute(.null, in: Self.context(executor, path)) })
            }
            try await action.log.wait(forCalls: 4)
            try await executor.clock.sleep(for: .seconds(5))
            for task in tasks { task.cancel() }
            try await executor.clock.sleep(for: .seconds(100))
            latch.open()
            for task in tasks { await task.value }
            latch.open()
            await latch.wait()
        }
        let ends = action.log.calls.reduce(into: [:]) { $0[$1.path] = $1.end.map { $0 - start } }
        #expect(ends == ["a": .seconds(5), "hang": .seconds(5), "stubborn": .seconds(60), "latched": .seconds(105)])
        guard case .threw(let error) = action.log.calls(of: "hang").first?.outcome else {
            Issue.record("a cancelled call must throw")
            return
        }
        #expect(error is CancellationError)
    }

    @Test("the log knows how many calls ran at a time, and which ones of one action overlapped")
    func concurrency() throws {
        let log = CallLog()
        let first = ScriptedAction("first", .take(.seconds(10)), log: log)
        let second = ScriptedAction("second", .take(.seconds(10)), log: log)
        try withVirtualTime(seed: 1) { executor in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for number in 0..<5 {
                    group.addTask { _ = try await first.execute(.null, in: Self.context(executor, NodePath(["\(number)"]))) }
                }
                try await group.waitForAll()
                for number in 0..<3 {
                    group.addTask { _ = try await second.execute(.null, in: Self.context(executor, NodePath(["\(number)"]))) }
                }
                try await group.waitForAll()
            }
            #expect(log.overlaps.isEmpty)
            // One after another at the same moment is no overlap.
            for _ in 0..<2 { _ = try await second.execute(.null, in: Self.context(executor, "again")) }
            #expect(log.overlaps.isEmpty)
            async let one = second.execute(.null, in: Self.context(executor, "twice"))
            async let two = second.execute(.null, in: Self.context(executor, "twice"))
            _ = try await (one, two)
        }
        #expect(log.overlaps.map(\.path) == ["twice"])
        #expect(log.largestConcurrency() == 5)
        #expect(log.largestConcurrency { $0.plugin == "second" } == 3)
        #expect(log.calls.count == 12)
    }

    @Test("a cancelled wait for calls ends")
    func cancelledWait() throws {
        try withVirtualTime(seed: 1) { executor in
            let log = CallLog()
            let task = executor.spawn("waiter") {
                await #expect(throws: CancellationError.self) { try await log.wait(forCalls: 1) }
            }
            await Task.yield()
            task.cancel()
            await task.value
        }
    }
}
