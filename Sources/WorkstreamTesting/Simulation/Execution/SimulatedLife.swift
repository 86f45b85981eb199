import Workstream

/// One engine in the life of a run, and the people around it: it drives the run to its end, is killed, or is shut down.
struct SimulatedLife: Sendable {
    /// What is executed.
    let subject: SimulationSubject
    /// Where it is written down.
    let recorder: StoryRecorder
    /// The seed of the execution.
    let seed: UInt64
    /// Where everything runs.
    let executor: SeededExecutor
    /// Where earlier engines have left what they did.
    let disk: any SimulatedDisk

    /// Lives.
    ///
    /// - Parameter known: The run, where it was submitted in an earlier life.
    /// - Returns: The run.
    func live(_ known: RunID?) async throws -> RunID? {
        let people = SimulatedPeople(subject: subject, recorder: recorder, executor: executor, seed: seed)
        recorder.open(at: executor.now) { people.react(to: $0) }
        // Not the life: the disk keeps this, and would keep itself with it.
        let now: @Sendable () -> Timestamp = { [executor] in executor.now }
        let storage = SimulatedStorage(disk.storage(now: now), appendsAtOnce: seed.isMultiple(of: 2), recorder: recorder, now: now)
        let calls = SimulatedCalls(subject: subject, recorder: recorder, seed: seed, executor: executor)
        guard let engine = try await engine(on: storage, calls) else { return known }
        let id = if let known { known } else { try await engine.submit(subject.ready) }
        people.meet(engine, id)
        if recorder.update({ !$0.hasStarted && !$0.isDead && !$0.isOver }) {
            do { try await engine.start(id) } catch { try check(error) }
        }
        await recorder.waitForEnd()
        if subject.isAwaited, recorder.update({ $0.isOver }) {
            let run = try? await engine.wait(for: id)
            recorder.update { $0.run = run }
        }
        try? await engine.shutdown(within: recorder.update { $0.shutdown } ?? .zero)
        recorder.close(at: executor.now)
        await people.leave()
        await endTasks()
        if recorder.isDead { await disk.kill() }
        return id
    }

    /// Opens the engine; nil: it was killed meanwhile.
    private func engine(on storage: SimulatedStorage, _ calls: SimulatedCalls) async throws -> Engine? {
        do {
            return try await Engine(storage: storage, plugins: calls.registry, options: subject.options, environment: .simulated(executor))
        } catch {
            guard recorder.isDead else { throw error }
            await endTasks()
            await disk.kill()
            return nil
        }
    }

    /// Lets everything come to its end that the engine has left behind: what stands still when the executor does would stay for ever.
    private func endTasks() async {
        recorder.endCalls()
        while recorder.update({ $0.underWay > 0 }) { try? await executor.clock.sleep(for: .seconds(1)) }
        while !executor.isIdle { await Task.yield() }
    }

    /// A start may fail because the storage does, or because somebody stopped the run before.
    private func check(_ error: any Error) throws {
        guard let error = error as? EngineError, [.storageFault, .ended, .notDriven].contains(error.code) else {
            if recorder.isDead { return }
            throw error
        }
    }
}
