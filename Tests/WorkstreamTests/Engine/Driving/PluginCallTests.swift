import Testing
import WorkstreamTesting

@testable import Workstream

@Suite(.oneAtATime, .timeLimit(.minutes(15)))
struct PluginCallTests {
    private static func binding(
        _ target: String, _ operation: Binding.Operation = .set, from source: String, _ path: String, otherwise: JSON? = nil
    ) -> Binding {
        Binding(
            target: JSON.Path(target)!, operation: operation, value: .source(.response(of: .key(source), at: JSON.Path(path)!)), otherwise: otherwise)
    }

    private static func source(_ name: String = "a", key: String = "source") -> Node.Action {
        Node.Action(name: name, key: key, plugin: "act", request: [:])
    }

    private static func bound(
        _ name: String = "b", _ request: JSON = [:], _ bindings: [Binding], retries: Int = 0, plugin: String = "act"
    ) -> Node.Action {
        Node.Action(name: name, plugin: plugin, request: request, bindings: bindings, retries: retries)
    }

    @Test("S35 all attempts of an action have one action token, every attempt has one of its own, and no other action or run has either")
    func tokens() throws {
        try EngineGround.play { ground in
            ground.action.behave(.fail(times: 2))
            ground.check.behave(.fail(times: 1))
            let plan = Plan.one(
                sequences: 2, [.act("a", retries: 2), .act("b", retries: 2)], checks: [Node.Checks(.pre, checks: [.look("p", retries: 1)])])
            for _ in 0..<2 {
                let run = try await ground.engine.run(plan)
                #expect(run.status == .completed)
            }
            let calls = ground.log.calls
            #expect(calls.count == 2 * (4 * 3 + 2))
            #expect(Set(calls.map(\.attemptToken)).count == calls.count)
            #expect(Set(calls.map(\.actionToken)).count == 2 * 5)
            #expect(Set(calls.map { "\($0.run) \($0.path) \($0.actionToken)" }).count == 2 * 5)
            #expect(calls.filter { $0.path == "B/2/b" && $0.run == calls[0].run }.map(\.attempt) == [1, 2, 3])
        }
    }

    @Test("S35 every run of a group has attempt tokens of its own, whether it is recorded or not")
    func tokensOfGroupRuns() throws {
        try EngineGround.play(seeds: 0..<5) { ground in
            ground.action.behave(.take(.seconds(25)))
            let checks = Node.Checks(.continuous, checks: [.look("c"), .look("d", retries: 1)], interval: .seconds(2))
            let run = try await ground.engine.run(.one([.act("a")], checks: [checks]))
            #expect(run.status == .completed)
            let looks = ground.log.calls.filter { $0.plugin == "look" }
            #expect(looks.count > 10)
            #expect(Set(looks.map(\.attemptToken)).count == looks.count)
            #expect(Set(looks.map(\.actionToken)).count == 2)
        }
    }

    @Test("S28 bound values are filled in before the first attempt, the plugin gets them in each, and the run shows them")
    func bindings() throws {
        try EngineGround.play { ground in
            ground.action.behave(.respond(["image": "v2", "port": 80] as JSON), at: "B/1/a")
            ground.action.behave(.fail(times: 1), at: "B/1/b")
            let text = Binding(
                target: JSON.Path("$.url")!,
                value: .text([
                    .text("http://x:"), .source(.response(of: .key("source"), at: JSON.Path("$.port")!)), .text("/"),
                    .source(.response(of: .name("a"), at: JSON.Path("$.image")!)),
                ]))
            let action = Self.bound(
                "b", ["image": "", "args": ["x"], "keep": true],
                [Self.binding("$.image", from: "source", "$.image"), Self.binding("$.args", .append, from: "source", "$.port"), text], retries: 1)
            let run = try await ground.engine.run(.one([Self.source(), action]))
            #expect(run.status == .completed)
            let expected: JSON = ["image": "v2", "args": ["x", 80], "keep": true, "url": "http://x:80/v2"]
            #expect(ground.log.calls(of: "B/1/b").map(\.request) == [expected, expected])
            #expect(try run["B/1/b"]?.action?.request == expected)
            let recorded = try await ground.journal(of: run.id).compactMap { event -> Payload? in
                if case .attemptBegan(let began) = event.kind { began.request } else { nil }
            }
            #expect(recorded == [.whole(Array(expected.text(.canonical).utf8))])
        }
    }

    @Test("S28 a bound value that is not there, or of which the plugin makes nothing, is a permanent failure before any call", arguments: [0, 1, 2])
    func refused(which: Int) throws {
        try EngineGround.play(also: [Choosy()]) { ground in
            ground.action.behave(.respond(["name": "bad", "number": 7] as JSON), at: "B/1/a")
            let path = ["$.name", "$.number", "$.nothing"][which]
            let action = Self.bound("b", ["name": "good"], [Self.binding("$.name", from: "source", path)], retries: 3, plugin: Choosy.name)
            let run = try await ground.engine.run(.one([Self.source(), action]))
            #expect(run.status == .failed)
            #expect(run["B/1/b"]?.state.status == .failed)
            #expect(run.reason?.path == "B/1/b")
            #expect(run.reason?.code == .bindingFailed)
            #expect(run.reason?.failure.isPermanent == true)
            #expect(run.duration == .zero)
        }
    }

    @Test("S29 a source that was tolerated to fail leaves the value that stands in for it")
    func otherwise() throws {
        try EngineGround.play { ground in
            ground.action.behave(.failPermanently, at: "B/1/a")
            var plan = Plan.one([Self.source()], tolerated: .count(1))
            let action = Self.bound("b", ["image": ""], [Self.binding("$.image", from: "source", "$.image", otherwise: "latest")])
            plan.blocks.append(Node.Block(name: "C", sequences: [Node.Sequence(name: "1", actions: [action])]))
            let run = try await ground.engine.run(plan)
            #expect(run.status == .completed)
            #expect(ground.log.calls(of: "C/1/b").map(\.request) == [["image": "latest"]])
            #expect(try run["C/1/b"]?.action?.request == ["image": "latest"])
        }
    }

    @Test("S29 an action of deferred work whose source did not happen is skipped, and its batch goes on")
    func nothingToUndo() throws {
        try EngineGround.play { ground in
            ground.action.behave(.respond(["id": 5] as JSON), at: "B/1/a")
            ground.action.behave(.failPermanently, at: "B/1/x")
            let undo = Node.Batch(
                name: "undo", condition: .failure,
                actions: [
                    Self.bound("undo z", [:], [Self.binding("$.id", from: "late", "$.id")]),
                    Self.bound("undo a", [:], [Self.binding("$.id", from: "source", "$.id")]),
                ])
            let run = try await ground.engine.run(.one([Self.source(), .act("x"), Self.source("z", key: "late")], deferred: [undo]))
            #expect(run.status == .failed)
            let skipped = run["B/undo/undo z"]?.state
            #expect(skipped?.status == .skipped)
            guard case .sourceMissing = skipped?.skipReason else {
                Issue.record("The reason is \(String(describing: skipped?.skipReason)).")
                return
            }
            #expect(ground.log.calls(of: "B/undo/undo a").map(\.request) == [["id": 5]])
            #expect(run["B/undo"]?.state.status == .completed)
        }
    }

    @Test("S32 a response that is too large is kept as beginning, end and length; its action completes, and a binding into it fails")
    func largeResponse() throws {
        var options = EngineOptions()
        options.limits = PayloadLimits(response: 5000)
        let text = "begin" + String(repeating: "x", count: 10_000) + "end"
        try EngineGround.play(seeds: 0..<5, options: options) { ground in
            ground.action.behave(.respond(["text": .string(text)] as JSON), at: "B/1/a")
            let action = Self.bound("b", [:], [Self.binding("$.text", from: "source", "$.text")], retries: 2)
            let run = try await ground.engine.run(.one([Self.source(), action]))
            #expect(run["B/1/a"]?.state.status == .completed)
            guard case .clipped(let clipped) = run["B/1/a"]?.action?.response else {
                Issue.record("The response was not clipped.")
                return
            }
            #expect(clipped.length == text.utf8.count + #"{"text":""}"#.utf8.count)
            #expect(clipped.beginning.hasPrefix(#"{"text":"begin"#) && clipped.end.hasSuffix(#"end"}"#))
            #expect(run.reason?.path == "B/1/b")
            #expect(run.reason?.code == .bindingFailed)
            #expect(ground.log.calls(of: "B/1/b").isEmpty)
        }
    }

    @Test("S32 what is as large as the limits allow is kept whole, and one byte more is not")
    func limits() throws {
        for (count, isKept) in [(4 << 20, true), (4 << 20 + 1, false)] {
            let text = String(repeating: "x", count: count - 2)
            try EngineGround.play(seeds: 0..<1) { ground in
                ground.action.behave(.respond(JSON.string(text)))
                let run = try await ground.engine.run(.one([.act("a")]))
                #expect(run.status == .completed)
                if case .whole = run["B/1/a"]?.action?.response { #expect(isKept) } else { #expect(!isKept) }
            }
        }
    }

    @Test("S32 an error that is too large is kept as beginning, end and length")
    func largeError() throws {
        let text = "begin" + String(repeating: "x", count: 100_000) + "end"
        try EngineGround.play(seeds: 0..<5) { ground in
            ground.action.behave(.fail(PluginError(.failed, text)))
            let run = try await ground.engine.run(.one([.act("a")]))
            let message = try #require(run.reason?.message)
            #expect(message.utf8.count < 5000)
            #expect(message.hasPrefix("beginxxx") && message.hasSuffix("xxxend") && message.contains("100008 bytes"))
            #expect(run.reason?.code == .failed)
        }
    }

    @Test("S27 an error of any type is recorded with its type and description, and may be retried")
    func otherErrors() throws {
        struct Odd: Error, CustomStringConvertible { let description = "it is odd" }
        try EngineGround.play(seeds: 0..<5) { ground in
            ground.action.behave(.fail(times: 1, with: Odd()))
            let run = try await ground.engine.run(.one([.act("a", retries: 1)]))
            #expect(run.status == .completed)
            let error = try #require(run["B/1/a"]?.state.attempts.first?.error)
            #expect(error.code == .unexpectedError)
            #expect(error.message.contains("Odd") && error.message.contains("it is odd"))
        }
    }
}

/// An action that refuses a name.
private struct Choosy: ActionPlugin {
    struct Request: Codable { var name: String }

    static let name = "choosy"
    let retryPolicy = RetryPolicy.seconds
    func validate(_ request: Request) throws {
        if request.name == "bad" { throw PluginError.invalidRequest("The name is \"bad\". It would break things. Take another.") }
    }
    func effect(of request: Request) -> Effect { .idempotent }
    func execute(_ request: Request, in context: PluginContext) async throws -> NoResponse {
        Issue.record("It was called with \"\(request.name)\".")
        return NoResponse()
    }
}
