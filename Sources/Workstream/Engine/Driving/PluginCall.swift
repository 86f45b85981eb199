import Synchronization

/// One call of a plugin: what it is told, and what came of it.
///
/// Most calls write nothing and reveal nothing, so what that needs is made when it is first used.
final class PluginCall: PluginSurroundings {
    /// What a call needs that writes something, or that secrets are revealed to.
    private final class Extras: Sendable {
        let mask = SecretMask()
        let output: CallOutput

        init(_ output: CallOutput) {
            self.output = output
        }
    }

    /// When the call begins.
    let began: Timestamp
    let deadline: Timestamp?
    private let name: CallSlot.Name
    private let request: any Sendable
    private let groupRun: String?
    private let worker: Worker
    private let extras = AtomicLazyReference<Extras>()
    /// Whether there are extras; looking at a flag is quicker.
    private let hasExtras = Atomic(false)
    private let isOver = Atomic(false)

    /// Makes a call.
    ///
    /// - Parameters:
    ///   - name: Of which attempt.
    ///   - request: What the plugin is asked, decoded.
    ///   - began: When it begins.
    ///   - deadline: When it will be cancelled by itself.
    ///   - groupRun: Of a check: which run of its group it belongs to.
    ///   - worker: Who makes it.
    init(_ name: CallSlot.Name, _ request: any Sendable, began: Timestamp, deadline: Timestamp?, groupRun: String?, worker: Worker) {
        self.name = name
        self.request = request
        self.began = began
        self.deadline = deadline
        self.groupRun = groupRun
        self.worker = worker
    }

    private var driver: RunDriver { worker.driver }

    /// Makes the call of an attempt.
    @inline(__always)
    nonisolated(nonsending) func perform() async -> CallEnded {
        let outcome: Outcome
        let wasCancelled: Bool
        do {
            let answer = try await driver.run.execute(name.node, request, in: PluginContext(self))
            // S33: at once, because what is thrown after a cancellation says nothing, and what was thrown before it does.
            wasCancelled = Task.isCancelled
            outcome = .success(payload(of: answer))
        } catch {
            wasCancelled = Task.isCancelled
            outcome = .failure(Failure(recording: error, limit: driver.engine.options.limits.error) { madeExtras?.mask.masked($0) ?? $0 })
        }
        // Before the look at the extras, as in `write` the other way round: what is written from now on is dropped, also what makes them only now.
        isOver.store(true, ordering: .sequentiallyConsistent)
        var ended = CallEnded(node: name.node, attempt: name.attempt, outcome: outcome, wasCancelled: wasCancelled)
        if let output = madeExtras?.output { ended.output = await output.finish() }
        return ended
    }

    /// Asks the plugin what the attempt did (S33); what it writes and throws meanwhile is not kept.
    nonisolated(nonsending) func probe() async -> ProbeAnswer {
        isOver.store(true, ordering: .relaxed)
        guard let probe = driver.run.plugin(of: name.node).probe, let found = try? await probe(request, PluginContext(self)) else { return .unknown }
        return switch found {
        case .happened(let response): .happened(payload(of: response))
        case .didNotHappen: .didNotHappen
        case .inProgress(let wait): .inProgress(wait)
        case .unknown: .unknown
        }
    }

    private func payload(of bytes: [UInt8]) -> Payload {
        let limit = driver.engine.options.limits.response
        guard let mask = madeExtras?.mask, !mask.isEmpty else { return Payload(bytes: bytes, limit: limit) }
        guard let response = try? JSON(parsing: bytes, depthLimit: JSON.highestDepthLimit) else {
            preconditionFailure("What was encoded cannot be read again.")
        }
        return Payload(mask.masked(response), limit: limit)
    }

    private func payload(of response: JSON) -> Payload {
        Payload(madeExtras?.mask.masked(response) ?? response, limit: driver.engine.options.limits.response)
    }

    private var madeExtras: Extras? { hasExtras.load(ordering: .sequentiallyConsistent) ? extras.load() : nil }

    private func makeExtras() -> Extras {
        if let madeExtras { return madeExtras }
        let (storage, lease, environment) = (driver.engine.storage, driver.lease, driver.engine.environment)
        let (run, name) = (driver.run.id, name)
        let output = CallOutput(
            limit: driver.engine.options.limits.output,
            store: { piece in
                // Live output is the one thing that may be lost (S73), so nobody is told.
                try? await storage.append(OutputChunk(run: run, node: name.node, attempt: name.attempt, piece: piece), as: lease)
            },
            spawn: { _ = environment.spawn("workstream output", $0) })
        let made = extras.storeIfNil(Extras(output))
        hasExtras.store(true, ordering: .sequentiallyConsistent)
        return made
    }
}

/// What the plugin is told, and may use.
extension PluginCall {
    var run: RunID { driver.run.id }
    var node: Int? { name.node }
    var path: NodePath { driver.run.index.path(of: name.node) }
    var attempt: Int { name.attempt }
    var now: Timestamp { driver.now }

    // S35: both tokens follow from run, node and number.

    var actionToken: String { "\(driver.run.name)-\(name.node)" }

    var attemptToken: String {
        guard let groupRun else { return "\(actionToken)-\(name.attempt)" }
        return "\(actionToken)-\(groupRun)-\(name.attempt)"
    }

    func write(_ text: String, to channel: OutputChannel) {
        let extras = makeExtras()
        guard !isOver.load(ordering: .sequentiallyConsistent) else { return }
        let text = extras.mask.masked(text)
        guard extras.output.write(text, to: channel) else { return }
        driver.feed.show(LiveOutput(path: path, attempt: name.attempt, channel: channel, text: text))
    }

    func reveal(_ secret: Secret) async throws -> String {
        let value = try await driver.engine.options.secrets.resolve(secret)
        makeExtras().mask.add(value)
        return value
    }

    func sleep(for duration: Duration) async throws {
        try await driver.engine.watchdog.sleep(until: driver.engine.environment.now() + duration)
    }
}
