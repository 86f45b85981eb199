import Testing
import WorkstreamTesting

@testable import Workstream

@Suite(.timeLimit(.minutes(15)))
struct LiveOutputTests {
    /// Writes texts, so many seconds apart.
    private static func write(_ texts: [String], every interval: Duration = .zero) -> ScriptedBehavior {
        .perform { call in
            for text in texts {
                call.context.write(text)
                try await call.context.sleep(for: interval)
            }
            return [:]
        }
    }

    private static func options(output: Int) -> EngineOptions {
        var options = EngineOptions()
        options.limits.output = output
        return options
    }

    @Test("S73 output is shown as it comes, with its path, attempt and channel, to everybody who looks, and ends with the run")
    func shown() throws {
        try EngineGround.play { ground in
            ground.action.behave(
                .perform { call in
                    call.context.write("one\n")
                    try await call.context.sleep(for: .seconds(1))
                    call.context.write("two\n", to: .standardError)
                    try await call.context.sleep(for: .seconds(1))
                    if call.number == 1 { throw PluginError(.failed, "Again.") }
                    return [:]
                })
            let id = try await ground.engine.submit(.one([.act("a", retries: 1)]))
            let start = ground.executor.now
            let seen = try await withThrowingTaskGroup(of: [(LiveOutput, Duration)].self) { group in
                for _ in 0..<3 {
                    let stream = await ground.engine.output(of: id)
                    group.addTask {
                        var seen: [(LiveOutput, Duration)] = []
                        for await piece in stream { seen.append((piece, ground.executor.now - start)) }
                        return seen
                    }
                }
                try await ground.engine.start(id)
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(seen.count == 3)
            for seen in seen {
                #expect(seen.map(\.0.text) == ["one\n", "two\n", "one\n", "two\n"])
                #expect(seen.map(\.0.attempt) == [1, 1, 2, 2])
                #expect(seen.map(\.0.channel) == [.standardOutput, .standardError, .standardOutput, .standardError])
                #expect(seen.allSatisfy { $0.0.path == "B/1/a" })
                #expect(seen.map(\.1) == [0, 1, 3, 4].map { .seconds($0) })
            }
            #expect(try await ground.engine.wait(for: id).status == .completed)
            for await _ in await ground.engine.output(of: id) { Issue.record("The run is over.") }
        }
    }

    @Test("S73 output is kept per attempt, in order, and its outcome says how much there was")
    func kept() throws {
        try EngineGround.play { ground in
            ground.action.behave(
                .perform { call in
                    for index in 0..<100 { call.context.write("\(call.number).\(index)\n", to: index % 10 == 0 ? .standardError : .standardOutput) }
                    if call.number == 1 { throw PluginError(.failed, "Again.") }
                    return [:]
                }, at: "B/1/a")
            ground.check.behave(
                .perform { call in
                    call.context.write("I look.")
                    return [:]
                })
            let run = try await ground.engine.run(
                .one([.act("a", retries: 1), .act("b")], checks: [Node.Checks(.pre, checks: [.look("p")])]))
            for attempt in 1...2 {
                let text = (0..<100).map { "\(attempt).\($0)\n" }.joined()
                let output = try await ground.engine.output(of: run.id, at: "B/1/a", attempt: attempt)
                #expect(output?.text() == text)
                #expect(output?.text(of: .standardError) == (0..<10).map { "\(attempt).\($0)0\n" }.joined().replacing(".00", with: ".0"))
                #expect(run["B/1/a"]?.state.attempts[attempt - 1].output == OutputSummary(length: text.utf8.count))
            }
            #expect(try await ground.engine.output(of: run.id, at: "B/1/a")?.text().hasPrefix("2.0\n") == true)
            #expect(try await ground.engine.output(of: run.id, at: "B/pre-checks/p")?.text() == "I look.")
            #expect(try await ground.engine.output(of: run.id, at: "B/1/b") == nil)
            #expect(run["B/1/b"]?.state.lastAttempt?.output == nil)
            #expect(try await ground.engine.output(of: run.id, at: "B/1/nothing") == nil)
            #expect(try await ground.engine.output(of: run.id, at: "B/1/a", attempt: 3) == nil)
        }
    }

    @Test("S73 what an attempt under way has written can be read before it ends")
    func readEarly() throws {
        try EngineGround.play { ground in
            ground.action.behave(Self.write(["one\n", "two\n"], every: .seconds(10)))
            let id = try await ground.engine.submit(.one([.act("a")]))
            try await ground.engine.start(id)
            try await ground.pass(.seconds(5))
            #expect(try await ground.engine.output(of: id, at: "B/1/a")?.text() == "one\n")
            #expect(try await ground.engine.wait(for: id).status == .completed)
            #expect(try await ground.engine.output(of: id, at: "B/1/a")?.text() == "one\ntwo\n")
        }
    }

    @Test("S32 S73 of output beyond its limit the beginning and the end are kept, and the outcome says what is missing")
    func limited() throws {
        try EngineGround.play(seeds: 0..<10, options: Self.options(output: 100)) { ground in
            let text = (0..<1000).map { "line \($0)\n" }
            ground.action.behave(Self.write(text))
            let run = try await ground.engine.run(.one([.act("a")]))
            let whole = text.joined()
            let summary = try #require(run["B/1/a"]?.state.lastAttempt?.output)
            #expect(summary.length == whole.utf8.count)
            #expect(summary.missing == whole.utf8.count - 100)
            #expect(summary.digest == "\(SHA256.hash(Array(whole.utf8)))")
            let output = try #require(try await ground.engine.output(of: run.id, at: "B/1/a"))
            #expect(output.length == summary.length)
            #expect(output.missing == summary.missing)
            #expect(output.pieces.first.map { whole.hasPrefix($0.text) } == true)
            #expect(output.pieces.last.map { whole.hasSuffix($0.text) } == true)
            #expect(output.pieces.reduce(0) { $0 + $1.text.utf8.count } == 100)
        }
    }

    @Test("S73 a storage that is slow to keep output holds up the attempt that wrote it and nobody else")
    func slowStorage() throws {
        try EngineGround.play(seeds: 0..<10) { ground in
            let latch = Latch()
            ground.storage.hold(.appendOutput, call: 1, until: latch)
            let written = Lock<Timestamp?>(nil)
            ground.action.behave(
                .perform { call in
                    for index in 0..<5000 { call.context.write("line \(index)\n") }
                    written.withLock { $0 = call.context.now }
                    return [:]
                }, at: "B/1/a")
            let id = try await ground.engine.submit(.one([.act("a")]))
            try await ground.engine.start(id)
            let start = ground.executor.now
            #expect(try await ground.engine.run(.one([.act("x"), .act("y")])).status == .completed)
            #expect(ground.executor.now == start)
            try await ground.pass(.seconds(5))
            #expect(written.withLock { $0 } == start)
            latch.open()
            let run = try await ground.engine.wait(for: id)
            #expect(run.status == .completed)
            #expect(try await ground.engine.output(of: id, at: "B/1/a")?.length == run["B/1/a"]?.state.lastAttempt?.output?.length)
        }
    }

    @Test("S73 output that cannot be kept is lost, and the run goes on")
    func lost() throws {
        try EngineGround.play { ground in
            ground.storage.failForGood(.appendOutput, from: 2)
            ground.action.behave(
                .perform { call in
                    for index in 0..<10 {
                        call.context.write("line \(index)\n")
                        try await call.context.sleep(for: .seconds(1))
                    }
                    return [:]
                })
            let run = try await ground.engine.run(.one())
            #expect(run.status == .completed)
            #expect(run["B/1/a"]?.state.lastAttempt?.output?.length == 70)
            #expect(try await ground.engine.output(of: run.id, at: "B/1/a")?.text() == "line 0\n")
        }
    }

    @Test("S73 what a call writes after its end is dropped, and what it writes after it was given up is not")
    func afterTheEnd() throws {
        try EngineGround.play { ground in
            let latch = Latch()
            let contexts = Lock<[PluginContext]>([])
            ground.action.behave(
                .perform { call in
                    contexts.withLock { $0.append(call.context) }
                    call.context.write("in time")
                    if call.context.path == "B/2/a" { await latch.wait() }
                    call.context.write(", still")
                    return [:]
                })
            ground.action.behave(.take(.seconds(100)), at: "B/3/a")
            var plan = Plan.one(sequences: 3, [.act("a", timeout: .seconds(5))], concurrency: 3, tolerated: .unlimited)
            plan.blocks[0].sequences[2].actions[0].timeout = nil
            let id = try await ground.engine.submit(plan)
            let stream = await ground.engine.output(of: id)
            try await ground.engine.start(id)
            try await ground.pass(.seconds(50))
            latch.open()
            try await ground.pass(.seconds(1))
            for context in contexts.withLock({ $0 }) { context.write("too late") }
            let run = try await ground.engine.wait(for: id)
            #expect(run["B/2/a"]?.state.reason?.code == .abandoned)
            #expect(try await ground.engine.output(of: id, at: "B/1/a")?.text() == "in time, still")
            #expect(try await ground.engine.output(of: id, at: "B/2/a")?.text() == "in time, still")
            var shown: [String] = []
            for await piece in stream { shown.append(piece.text) }
            #expect(shown.sorted() == [", still", ", still", "in time", "in time"])
        }
    }

    @Test("a secret that was revealed is masked in output, responses, errors and their causes, whatever the plugin does with it")
    func secrets() throws {
        var options = EngineOptions()
        options.secrets = SecretResolver(["vault": { key in "hunter-\(key)" }])
        struct Leak: Error, CustomStringConvertible { var description: String }
        try EngineGround.play(options: options) { ground in
            let reveal: @Sendable (ScriptedCall) async throws -> String = { call in
                let value = try await call.context.reveal(.resolver("vault", key: "2"))
                #expect(value == "hunter-2")
                call.context.write("the token is \(value)\n")
                call.context.write("really: \(value)\n", to: .standardError)
                return value
            }
            ground.action.behave(
                .perform { call in ["token": .string(try await reveal(call)), "list": [.string("x" + (try await reveal(call)))]] }, at: "B/1/a")
            ground.action.behave(
                .perform { call in
                    let value = try await reveal(call)
                    throw PluginError(
                        .failed, "No entry with \(value).", cause: PluginError(.notFound, "Cause \(value).", cause: Leak(description: value)))
                }, at: "B/2/a")
            ground.action.behave(.perform { call in throw Leak(description: "leaked \(try await reveal(call))") }, at: "B/3/a")
            let id = try await ground.engine.submit(.one(sequences: 3, [.act("a")], concurrency: 3, tolerated: .unlimited))
            let stream = await ground.engine.output(of: id)
            try await ground.engine.start(id)
            let run = try await ground.engine.wait(for: id)
            #expect(run.status == .completed)
            var shown = ""
            for await piece in stream { shown += piece.text }
            #expect(shown.contains("the token is •••\n"))
            #expect(!shown.contains("hunter"))
            for event in try await ground.journal(of: id) {
                let text = try JSON(encoding: StoredEvent(event)).description
                #expect(!text.contains("hunter"))
            }
            #expect(try run["B/1/a"]?.action?.response?.json() == ["token": "•••", "list": ["x•••"]])
            #expect(run["B/2/a"]?.state.reason?.message == "No entry with •••.")
            #expect(run["B/2/a"]?.state.reason?.cause?.message == "Cause •••.")
            #expect(run["B/3/a"]?.state.reason?.message.contains("leaked •••") == true)
            for path in ["B/1/a", "B/2/a", "B/3/a"] as [NodePath] {
                let output = try await ground.engine.output(of: id, at: path)
                #expect(output?.text().contains("the token is •••\n") == true)
                #expect(output?.text().contains("hunter") == false)
            }
        }
    }

    @Test("a secret is masked before a response or an error is clipped, so that no half of it is left")
    func clippedSecrets() throws {
        var options = EngineOptions()
        let secret = String(repeating: "hunter", count: 400)
        options.secrets = SecretResolver(["vault": { _ in secret }])
        options.limits = PayloadLimits(response: 500, error: 500, output: 500)
        try EngineGround.play(seeds: 0..<5, options: options) { ground in
            let filler = String(repeating: "x", count: 200)
            ground.action.behave(
                .perform { call in
                    let value = try await call.context.reveal(.resolver("vault", key: "k"))
                    call.context.write(filler + value + filler)
                    let text = filler + value + filler
                    if call.context.path == "B/1/a" { return .string(text) }
                    throw PluginError(.failed, text)
                })
            let run = try await ground.engine.run(.one(sequences: 2, [.act("a")], concurrency: 2, tolerated: .unlimited))
            for event in try await ground.journal(of: run.id) {
                #expect(!(try JSON(encoding: StoredEvent(event)).description.contains("hunter")))
            }
            #expect(try await ground.engine.output(of: run.id, at: "B/1/a")?.text().contains("hunter") == false)
        }
    }

    @Test("S73 a plugin that writes without end fills neither the memory nor the storage, and the runs beside it go on", .timeLimit(.minutes(15)))
    func flood() async throws {
        var options = EngineOptions()
        options.limits.output = 10_000
        let (writing, enough) = (Latch(), Latch())
        let flood = ScriptedAction(
            "flood",
            .perform { call in
                let line = String(repeating: "x", count: 1 << 16)
                for index in 0..<160 {
                    call.context.write(line)
                    if index == 80 {
                        writing.open()
                        await enough.wait()
                    }
                }
                return [:]
            })
        let engine = try await Engine(storage: .memory, plugins: [flood, ScriptedAction("act")], options: options)
        let id = try await engine.submit(.one([Node.Action(name: "flood", plugin: "flood", request: [:])]))
        // Nobody reads it; only so many pieces wait for that.
        let stream = await engine.output(of: id)
        try await engine.start(id)
        await writing.wait()
        #expect(try await engine.run(.one(sequences: 10)).status == .completed)
        enough.open()
        let run = try await engine.wait(for: id)
        #expect(run["B/1/flood"]?.state.lastAttempt?.output?.length == 160 << 16)
        let output = try #require(try await engine.output(of: id, at: "B/1/flood"))
        #expect(output.pieces.reduce(0) { $0 + $1.text.utf8.count } <= 10_000)
        #expect(output.length == 160 << 16)
        var count = 0
        for await _ in stream { count += 1 }
        #expect(count <= 4096)
        try await engine.shutdown()
    }
}
