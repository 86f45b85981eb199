import Workstream

/// A plugin while one promise is tried on it with one request, with short ways to do and to expect things.
struct PluginTrial: Sendable {
    /// The promise.
    let promise: PluginPromise
    /// What the test gave.
    let subject: PluginUnderTest
    /// The plugin without its types.
    let plugin: RegisteredPlugin
    /// What it is asked.
    let request: JSON
    /// How many requests the test gave.
    let requestCount: Int
    private let environment: Environment
    /// A run of its own, because the tokens that follow from it tell calls apart that are tried side by side.
    private let run: RunID

    /// Makes the trial of a request.
    ///
    /// - Throws: ``BrokenPromise`` where the test gives nothing to try, or the plugin cannot be registered.
    init(of promise: PluginPromise, on subject: PluginUnderTest, request number: Int) throws {
        self.promise = promise
        self.subject = subject
        let requests = try subject.requests()
        guard requests.indices.contains(number) else {
            throw Self.broken(promise, "it could not be tried, because the test gives no requests. Give at least one that succeeds", #fileID, #line)
        }
        guard let registered = subject.registered else {
            throw Self.broken(promise, "the plugin is neither a check nor an action, so no engine takes it", #fileID, #line)
        }
        plugin = registered
        request = requests[number]
        requestCount = requests.count
        environment = try .live()
        run = RunID(environment.uuid())
    }

    /// What is seen of the world.
    func look() async throws -> JSON {
        try await within(subject.limit, "the observation of the test") { try await subject.observe() }
    }

    /// Carries the request out, as an attempt of one and the same action.
    func execute(attempt: Int = 1) async throws -> JSON {
        let decoded = try plugin.decode(request)
        return try await within(subject.limit, "the call with \(short(request))") {
            try JSON(parsing: try await plugin.execute(decoded, context(attempt)))
        }
    }

    /// Asks the plugin whether the action happened.
    func probe() async throws -> Probe<JSON> {
        guard let probe = plugin.probe else { throw broken("the plugin cannot probe") }
        let decoded = try plugin.decode(request)
        return try await within(subject.limit, "the probe of \(short(request))") { try await probe(decoded, context(1)) }
    }

    /// Begins to carry a request out, cancels it, and says whether it ended within its limit.
    func cancel(_ request: JSON, after delay: Duration) async throws -> Bool {
        let decoded = try plugin.decode(request)
        let hasEnded = Lock(false)
        let sleeper = Sleeper()
        let call = try environment.spawnPlugin("workstream promise") {
            _ = try? await plugin.execute(decoded, context(1))
            hasEnded.withLock { $0 = true }
            sleeper.wake()
        }
        // In real time, since only a plugin that is under way can show what it does when it is cancelled.
        if delay > .zero { try await Task.sleep(for: delay) }
        call.cancel()
        try await sleep(sleeper, at: subject.cancellationLimit)
        if hasEnded.withLock({ $0 }) { return true }
        call.abandon()
        return false
    }

    /// Waits for something that may never come.
    ///
    /// - Throws: What it throws, or ``BrokenPromise`` after the limit.
    func within<Value: Sendable>(_ limit: Duration, _ what: String, _ operation: @escaping @Sendable () async throws -> Value) async throws -> Value {
        let outcome = Lock<Result<Value, any Error>?>(nil)
        let sleeper = Sleeper()
        let call = try environment.spawnPlugin("workstream promise") {
            let result: Result<Value, any Error>
            do { result = .success(try await operation()) } catch { result = .failure(error) }
            outcome.withLock { $0 = result }
            sleeper.wake()
        }
        try await sleep(sleeper, at: limit)
        guard let result = outcome.withLock({ $0 }) else {
            call.cancel()
            call.abandon()
            throw broken("\(what) has not ended after \(limit). Where it needs longer, set `limit` of `PluginUnderTest`")
        }
        return try result.get()
    }

    private func sleep(_ sleeper: Sleeper, at limit: Duration) async throws {
        let alarm = environment.spawn("workstream promise's limit") {
            if (try? await Task.sleep(for: limit)) != nil { sleeper.wake() }
        }
        defer { alarm.cancel() }
        try await sleeper.sleep {}
    }

    private func context(_ attempt: Int) -> PluginContext {
        let environment = environment
        return PluginContext(
            run: run, path: "Block/Sequence/call", attempt: attempt, actionToken: "\(run)-3", attemptToken: "\(run)-3-\(attempt)",
            deadline: environment.now() + subject.limit,
            services: .init(sleep: { try await Task.sleep(for: $0) }, now: { environment.now() }))
    }
}

extension PluginTrial {
    /// Expects that something holds.
    ///
    /// - Parameters:
    ///   - holds: Whether it does.
    ///   - finding: What was seen instead.
    func expect(_ holds: Bool, _ finding: @autoclosure () -> String, file: String = #fileID, line: Int = #line) throws {
        if !holds { throw broken(finding(), file: file, line: line) }
    }

    /// Expects that JSON is what it was.
    func expect(_ new: JSON, is old: JSON, _ what: @autoclosure () -> String, file: String = #fileID, line: Int = #line) throws {
        guard let difference = new.differences(from: old).first else { return }
        let texts = ClippedTexts(difference.old?.text(.canonical) ?? "nothing", difference.new?.text(.canonical) ?? "nothing")
        throw broken("\(what()): at \(difference.place) was \(texts.old), and is \(texts.new)", file: file, line: line)
    }

    /// A value as text, cut off where it is long.
    func short(_ value: JSON) -> String { ClippedTexts.clipped(value.text(.canonical)) }

    /// The error that says that the promise is broken.
    func broken(_ finding: String, cause: (any Error)? = nil, file: String = #fileID, line: Int = #line) -> BrokenPromise {
        Self.broken(promise, finding, file, line, cause: cause)
    }

    private static func broken(_ promise: PluginPromise, _ finding: String, _ file: String, _ line: Int, cause: (any Error)? = nil) -> BrokenPromise {
        let name = file.split(separator: "/").last.map(String.init) ?? file
        return BrokenPromise(
            promise: promise.description, finding: finding, reason: promise.reason, place: "\(name):\(line)", cause: cause, subject: .plugin)
    }
}
