import Workstream

/// Takes the calls of one engine in the place of its plugins.
struct SimulatedCalls: Sendable {
    /// What is executed.
    let subject: SimulationSubject
    /// Where it is written down.
    let recorder: StoryRecorder
    /// The seed of the execution.
    let seed: UInt64
    /// Where everything runs.
    let executor: SeededExecutor

    /// The plugins of the engine.
    var registry: PluginRegistry {
        PluginRegistry(
            standIns: subject.plugins.map { plugin in
                plugin.standIn(execute: { try await execute($0, in: $1) }, probe: { try await probe(in: $1) })
            })
    }

    private func node(_ context: PluginContext) -> Int {
        guard let node = context.node else { preconditionFailure("The call at \(context.path) belongs to no plan.") }
        return node
    }

    private func dice(_ node: Int, _ number: Int) -> SeededGenerator {
        SeededGenerator(seed: seed ^ subject.facts.hashes[node]).derived(UInt64(number))
    }

    private func execute(_ request: any Sendable, in context: PluginContext) async throws -> JSON {
        let node = node(context)
        let attempt = context.attempt
        let (call, number) = recorder.begin(node, attempt: attempt, isProbe: false, at: executor.now)
        do {
            let sleeper = VirtualSleeper(on: executor)
            let response = try await sleeper.asLongAsNeeded { try await play(call, node, attempt, number, request, sleeper) }
            recorder.end(call, .answered, at: executor.now)
            return response
        } catch let error as PluginError {
            recorder.end(call, .threw(error.code, message: error.message), at: executor.now)
            throw error
        } catch {
            let isCancelled = error is CancellationError && Task.isCancelled
            let ending = isCancelled ? StoryCall.Ending.cancelled : .threw(.unexpectedError, message: "\(error)")
            recorder.end(call, ending, at: executor.now)
            throw error
        }
    }

    private func play(
        _ call: Int, _ node: Int, _ attempt: Int, _ number: Int, _ request: any Sendable, _ sleeper: VirtualSleeper
    ) async throws -> JSON {
        guard let model = subject.models[node] else { preconditionFailure("Node \(node) makes no calls.") }
        var dice = dice(node, number)
        let fate = model.script?(attempt) ?? model.draw(&dice)
        try await wait(fate.untilEffect, sleeper, isStubborn: fate.isStubborn)
        if fate.ending == .hangsBefore { try await hang(call, isStubborn: fate.isStubborn) }
        if fate.ending == .failsBefore {
            try await wait(fate.rest, sleeper, isStubborn: fate.isStubborn)
            throw model.error
        }
        let response = try recorder.perform(call, subject.effects[node], request, usual: subject.responses[node], at: executor.now)
        if fate.ending == .hangsAfter { try await hang(call, isStubborn: fate.isStubborn) }
        try await wait(fate.rest, sleeper, isStubborn: fate.isStubborn)
        if fate.ending == .failsAfter { throw model.error }
        return response
    }

    /// Says the truth about an earlier call, as far as the model lets the plugin see it.
    private func probe(in context: PluginContext) async throws -> Probe<JSON> {
        let node = node(context)
        let (call, _) = recorder.begin(node, attempt: context.attempt, isProbe: true, at: executor.now)
        var dice = dice(node, call).derived(1)
        do {
            try await executor.clock.sleep(for: .milliseconds(100 + dice.next(below: 900)))
        } catch {
            recorder.end(call, .cancelled, at: executor.now)
            throw error
        }
        recorder.end(call, .answered, at: executor.now)
        if dice.nextFraction() < subject.models[node]?.cannotTell ?? 0 { return .unknown }
        if let response = recorder.response(of: node, attempt: context.attempt) { return .happened(response) }
        return recorder.isUnderWay(node) ? .inProgress(lookAgainAfter: .seconds(2)) : .didNotHappen
    }

    private func wait(_ duration: Duration, _ sleeper: VirtualSleeper, isStubborn: Bool) async throws {
        guard duration > .zero else { return }
        guard isStubborn else { return try await sleeper.sleep(until: executor.now + duration) }
        let latch = Latch()
        recorder.keep(latch)
        executor.clock.schedule(at: executor.clock.now.advanced(by: duration)) { latch.open() }
        await latch.wait()
    }

    private func hang(_ call: Int, isStubborn: Bool) async throws {
        recorder.hang(call)
        if isStubborn {
            let latch = Latch()
            recorder.keep(latch)
            await latch.wait()
        } else {
            let sleeper = Sleeper()
            recorder.keep(sleeper)
            try await sleeper.sleep {}
        }
        throw CancellationError()
    }
}
