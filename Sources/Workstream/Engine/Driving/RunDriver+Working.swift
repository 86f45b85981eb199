/// The calls of a run.
extension RunDriver {
    /// Begins a worker with a call.
    func spawnWorker(for name: CallSlot.Name) {
        let worker = Worker()
        do {
            let task = try engine.environment.spawnPlugin("workstream worker") { await self.work(worker, from: name) }
            worker.run(as: task)
        } catch {
            update { state, now in state.refuse(name, error, at: now) }
        }
    }

    /// Makes a call, and then whichever the end of one hands on.
    private func work(_ worker: Worker, from first: CallSlot.Name) async {
        var next: CallSlot.Name? = first
        while let name = next {
            let assignment = update { state, now in state.begin(name, worker, at: now) }
            let result: PluginCall.Result?
            if let assignment {
                let call = PluginCall(name, assignment, driver: self)
                result = name.isProbe ? await call.probe() : await call.perform()
            } else {
                result = nil
            }
            next = await decide(worker) { state, waiter, now in state.finish(name, result, for: waiter, at: now) }
        }
    }
}
