extension PluginRegistry {
    /// Gets plugins ready, side by side.
    ///
    /// - Parameters:
    ///   - names: Which.
    ///   - engine: What they share.
    /// - Returns: Why plugins are unavailable, by name. The engine opens all the same.
    func prepare(_ names: [String], in engine: EngineContext) async -> [String: String] {
        await withTaskGroup(of: (String, String?).self) { group in
            for name in names {
                guard let plugin = self[name] else { continue }
                group.addTask(name: "prepare \(name)") { (name, await plugin.faultOfPreparation(in: engine)) }
            }
            return await group.reduce(into: [:]) { faults, result in faults[result.0] = result.1 }
        }
    }
}

extension RegisteredPlugin {
    /// Gets the plugin ready, on plugin threads and within the limit.
    ///
    /// - Returns: Why that did not work; nil: it is ready.
    fileprivate func faultOfPreparation(in engine: EngineContext) async -> String? {
        let limit = engine.options.preparationLimit
        let fault = Lock<String?>("It was not ready after \(limit): `prepare` takes too long, or hangs.")
        let sleeper = Sleeper()
        let timer = engine.watchdog.schedule(at: engine.environment.now() + limit) { sleeper.wake() }
        do {
            let task = try engine.environment.spawnPlugin("prepare \(name)") {
                do {
                    try await prepare()
                    fault.withLock { $0 = nil }
                } catch {
                    fault.withLock { $0 = "\(error)" }
                }
                sleeper.wake()
            }
            // A caller that gives up gives up the opening; the plugin is then as unavailable as it would be without an engine.
            try? await sleeper.sleep {}
            if engine.watchdog.cancel(timer) { return fault.withLock { $0 } }
            task.cancel()
            task.abandon()
            return fault.withLock { $0 }
        } catch {
            engine.watchdog.cancel(timer)
            return "\(error)"
        }
    }
}
