import Workstream

extension PluginPromise {
    /// What is stored of a plugin's calls can be read back, today and later.
    static let forms = [
        PluginPromise(
            "an engine takes the plugin, and can make it ready",
            because: "An engine does not open with a plugin that it cannot register, and runs no plan that needs one which could not be made ready.",
            forEachRequest: false
        ) { trial in
            let faults = PluginRegistry([trial.subject.plugin]).faults
            try trial.expect(faults.isEmpty, faults.map(\.message).joined(separator: " "))
            try await trial.within(trial.subject.limit, "`prepare`") { try await trial.plugin.prepare() }
        },
        PluginPromise(
            "a request is the same after it was stored",
            because: "An engine that takes up a run calls the plugin with what was stored, and digests compare what is stored."
        ) { trial in
            try trial.expect(trial.subject.restoreRequest(trial.request), is: trial.request, "the request that was read and written again")
            _ = try trial.plugin.decode(trial.request)
        },
        PluginPromise(
            "a response is the same after it was stored",
            because: "Later actions bind to what is stored of a response, also in another process."
        ) { trial in
            let response = try await trial.execute()
            try trial.expect(trial.subject.restoreResponse(response), is: response, "the response that was read and written again")
        },
        PluginPromise(
            "an example is a response of the plugin",
            because: "Bindings are located, plans scripted and simulated with examples.", forEachRequest: false
        ) { trial in
            for seed in UInt64(0)..<20 {
                let example: JSON
                do {
                    example = try trial.plugin.example(seed)
                } catch {
                    throw trial.broken("`example` gives none for the seed \(seed): \(error)", cause: error)
                }
                try trial.expect(trial.subject.restoreResponse(example), is: example, "the example of the seed \(seed), read and written again")
            }
        },
        PluginPromise(
            "a request of an older version is brought up to date",
            because: "Runs that were stored before the plugin was changed are taken up by engines that have the new one.", of: .laterVersion,
            forEachRequest: false
        ) { trial in
            let versions = Set(trial.subject.older.map(\.version))
            let missing = (1..<trial.plugin.version).filter { !versions.contains($0) }
            try trial.expect(
                missing.isEmpty,
                "it could not be tried, because the test gives no request of version \(missing.first ?? 1). Give `older` to `PluginUnderTest`")
            for older in trial.subject.older {
                do {
                    _ = try trial.plugin.decode(try trial.plugin.upgrade(older.request, older.version))
                } catch {
                    throw trial.broken("the request \(trial.short(older.request)) of version \(older.version) was refused: \(error)", cause: error)
                }
            }
        },
    ]
}
