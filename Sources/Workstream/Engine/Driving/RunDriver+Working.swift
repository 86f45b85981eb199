/// The calls of a run.
extension RunDriver {
    /// How long a worker goes on with calls that do not wait, before it lets others have its thread.
    ///
    /// Well below the time after which a thread counts as stuck.
    private static let turn = Duration.milliseconds(2)

    /// Begins a worker with a call.
    func spawnWorker(for name: CallSlot.Name) {
        let worker = Worker(for: self)
        do {
            let task = try engine.environment.spawnPlugin("workstream worker") { await self.work(worker, from: name) }
            worker.run(as: task)
        } catch {
            update { state, now in state.refuse(name, error, at: now) }
        }
    }

    /// Makes a call, and then whichever the end of one hands on.
    private nonisolated(nonsending) func work(_ worker: Worker, from first: CallSlot.Name) async {
        var next: NextCall? = .reserved(first)
        var turnEnd = Timestamp(nanoseconds: 0)
        while let step = next.take() {
            let hasWaited = if case .reserved = step { true } else { false }
            let (name, call) = begin(step, worker)
            // Who has just waited has let others have the thread.
            if hasWaited { turnEnd = (call?.began ?? now) + Self.turn }
            if let call, call.began >= turnEnd {
                await Task.yield()
                turnEnd = now + Self.turn
            }
            if name.isProbe {
                let answer = await call?.probe()
                next = await decide(worker) { state, waiter, now in state.finishProbe(name, answer, for: waiter, at: now) }
            } else {
                let ended = await call?.perform()
                next = await decide(worker) { state, waiter, now in state.finish(name, ended, for: waiter, at: now) }
            }
        }
    }

    private func begin(_ next: consuming NextCall, _ worker: Worker) -> (CallSlot.Name, PluginCall?) {
        switch consume next {
        case .begun(let name, let call): (name, call)
        case .reserved(let name): (name, update { state, now in state.begin(name, worker, at: now) })
        }
    }
}
