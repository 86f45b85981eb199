import Workstream

extension PluginPromise {
    /// What a plugin says of a call whose outcome the engine does not know.
    static let probes = [
        PluginPromise(
            "S33 a probe does not find a call that was never made, and changes nothing",
            because: "An engine takes what was found for done, and goes on with work that rests on it.", of: .probingAction
        ) { trial in
            let before = try await trial.look()
            let found = try await trial.probe()
            if case .happened(let response) = found {
                throw trial.broken("the probe of \(trial.short(trial.request)) found a response, \(trial.short(response)), before anything was done")
            }
            if case .inProgress = found {
                throw trial.broken("the probe of \(trial.short(trial.request)) found a call under way, before anything was done")
            }
            try trial.expect(try await trial.look(), is: before, "the world after the probe")
        },
        PluginPromise(
            "S33 a probe finds a call that was made, and changes nothing",
            because: "An engine calls again what did not happen, or asks a person about what nobody knows.", of: .probingAction
        ) { trial in
            _ = try await trial.execute()
            let after = try await trial.look()
            let found = try await trial.probe()
            switch found {
            case .happened(let response):
                try trial.expect(trial.subject.restoreResponse(response), is: response, "the response that the probe found, read and written again")
            case .unknown where trial.subject.probeMayNotKnow: break
            case .unknown, .didNotHappen, .inProgress:
                throw trial.broken("the probe of \(trial.short(trial.request)) answered \"\(found)\" after it was carried out")
            }
            try trial.expect(try await trial.look(), is: after, "the world after the probe")
        },
    ]
}
