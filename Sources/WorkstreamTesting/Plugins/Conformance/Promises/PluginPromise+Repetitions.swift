import Workstream

extension PluginPromise {
    /// What a second call does to the world.
    static let repetitions = [
        PluginPromise(
            "S33 what a repetition does follows from the request alone",
            because: "The effect is asked for once, at submit, and counts for every attempt.", of: .action
        ) { trial in
            let effects = try (0..<10).map { _ in trial.plugin.effect(try trial.plugin.decode(trial.request)) }
            try trial.expect(
                Set(effects).count == 1, "`effect(of:)` calls \(trial.short(trial.request)) idempotent and at most once, one time so and one time so")
        },
        PluginPromise(
            "S33 an idempotent request that is carried out twice leaves the world as once did",
            because: "After a crash or a timeout an engine calls again what says that it is idempotent, without asking anybody.", of: .action
        ) { trial in
            guard trial.plugin.effect(try trial.plugin.decode(trial.request)) == .idempotent else { return }
            _ = try await trial.execute()
            let once = try await trial.look()
            // As after a crash, with the tokens of the first call; and as after a timeout, with those of the next attempt.
            for attempt in [1, 2] {
                _ = try await trial.execute(attempt: attempt)
                try trial.expect(
                    try await trial.look(), is: once, "the world after \(trial.short(trial.request)) was carried out again, as attempt \(attempt)")
            }
        },
        PluginPromise(
            "a check changes nothing",
            because: "A check is called before, during and after the work, as often as it takes, and in every process that takes the run up.",
            of: .check
        ) { trial in
            let before = try await trial.look()
            for _ in 0..<2 {
                _ = try await trial.execute()
                try trial.expect(try await trial.look(), is: before, "the world after a look at \(trial.short(trial.request))")
            }
        },
    ]
}
