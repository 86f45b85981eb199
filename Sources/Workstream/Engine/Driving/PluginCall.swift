/// One call of a plugin: what it is told, and what came of it.
struct PluginCall: Sendable {
    /// What came of a call.
    struct Result: Sendable {
        /// How it ended.
        var outcome: Outcome
        /// Whether it had been cancelled before that.
        var wasCancelled: Bool
        /// How much live output it had.
        var output: OutputSummary?
        /// What a probe found.
        var probe = ProbeAnswer.unknown
    }

    private let plugin: RegisteredPlugin
    private let request: any Sendable
    private let context: PluginContext
    private let output: CallOutput
    private let mask: SecretMask
    private let limits: PayloadLimits

    /// Makes the call of an attempt.
    ///
    /// - Parameters:
    ///   - name: Which attempt.
    ///   - assignment: What the driver says about it.
    ///   - driver: Whose it is.
    init(_ name: CallSlot.Name, _ assignment: RunDriver.State.Assignment, driver: RunDriver) {
        let run = driver.run
        let engine = driver.engine
        let environment = engine.environment
        let path = run.index.path(of: name.node)
        let mask = SecretMask()
        let feed = driver.feed
        let (storage, lease) = (engine.storage, driver.lease)
        let output = CallOutput(
            limit: engine.options.limits.output,
            store: { piece in
                // Live output is the one thing that may be lost (S73), so nobody is told.
                try? await storage.append(OutputChunk(run: run.id, node: name.node, attempt: name.attempt, piece: piece), as: lease)
            },
            spawn: { _ = environment.spawn("workstream output", $0) })
        let services = PluginContext.Services(
            output: { text, channel in
                guard !name.isProbe else { return }
                let text = mask.masked(text)
                guard output.write(text, to: channel) else { return }
                feed.show(LiveOutput(path: path, attempt: name.attempt, channel: channel, text: text))
            },
            secret: { secret in
                let value = try await engine.options.secrets.resolve(secret)
                mask.add(value)
                return value
            },
            sleep: { try await engine.watchdog.sleep(until: environment.now() + $0) },
            now: { driver.now })
        // S35: both follow from run, node and number.
        let token = "\(run.name)-\(name.node)"
        let attempt = assignment.groupRun.map { "\($0)-\(name.attempt)" } ?? "\(name.attempt)"
        context = PluginContext(
            run: run.id, path: path, attempt: name.attempt, actionToken: token, attemptToken: "\(token)-\(attempt)", deadline: assignment.deadline,
            services: services)
        plugin = run.plugin(of: name.node)
        request = assignment.request
        self.output = output
        self.mask = mask
        limits = engine.options.limits
    }

    /// Makes the call.
    func perform() async -> Result {
        let outcome: Outcome
        let wasCancelled: Bool
        do {
            let response = try await plugin.execute(request, context)
            // S33: at once, because what is thrown after a cancellation says nothing, and what was thrown before it does.
            wasCancelled = Task.isCancelled
            outcome = .success(Payload(mask.masked(response), limit: limits.response))
        } catch {
            wasCancelled = Task.isCancelled
            outcome = .failure(Failure(recording: error, limit: limits.error) { mask.masked($0) })
        }
        return Result(outcome: outcome, wasCancelled: wasCancelled, output: await output.finish())
    }

    /// Asks the plugin what the attempt did (S33); what it writes and throws meanwhile is not kept.
    func probe() async -> Result {
        var answer = ProbeAnswer.unknown
        if let probe = plugin.probe, let found = try? await probe(request, context) {
            switch found {
            case .happened(let response): answer = .happened(Payload(mask.masked(response), limit: limits.response))
            case .didNotHappen: answer = .didNotHappen
            case .inProgress(let wait): answer = .inProgress(wait)
            case .unknown: answer = .unknown
            }
        }
        return Result(outcome: .success(.empty), wasCancelled: Task.isCancelled, probe: answer)
    }
}
