/// The errors of the engine in words.
extension EngineError {
    static func closed() -> EngineError {
        EngineError(.closed, "The engine is shut down. It drives no runs any more and has closed its storage. Open another one.")
    }

    static func misconfigured(_ faults: [String]) -> EngineError {
        EngineError(.misconfigured, "The engine was not opened:\n" + faults.map { "- \($0)" }.joined(separator: "\n"))
    }

    static func ended(_ run: RunID, _ status: NodeStatus) -> EngineError {
        EngineError(
            .ended, "The run \"\(run)\" has ended: it is \(status). A run is made once. Submit its plan again for another one.", run: run)
    }

    static func notDriven(_ run: RunID) -> EngineError {
        EngineError(
            .notDriven,
            "The run \"\(run)\" has been started, but not by this engine. Another engine drives it, or was ended while it did. "
                + "Ask the engine that started it, or take the run up with `recover` once it is free.", run: run)
    }

    static func notRunning(_ run: RunID) -> EngineError {
        EngineError(
            .notRunning, "The run \"\(run)\" has not been started, so there is nothing under way. Start it first, or stop it to end it for good.",
            run: run)
    }

    static func notUnresolved(_ run: RunID, _ path: NodePath) -> EngineError {
        EngineError(
            .notUnresolved,
            "No action \"\(path)\" of the run \"\(run)\" waits for a decision. It was settled meanwhile, or never was in doubt. "
                + "Look at `unresolved` of a snapshot.", run: run)
    }

    static func unusableDecision(_ run: RunID, _ path: NodePath, _ reason: String) -> EngineError {
        EngineError(
            .unusableDecision,
            "The response that was given for \"\(path)\" of the run \"\(run)\" is none of its plugin's: \(reason). Later actions may be bound to it. "
                + "Give a response of the plugin's own type.", run: run)
    }

    static func keyActive(_ run: RunID, _ plan: Plan) -> EngineError {
        EngineError(
            .keyActive,
            "The plan \"\(plan.name)\" was not submitted: the run \"\(run)\" works on the key \"\(plan.key ?? "")\" and has not ended. "
                + "Two at a time would get into each other's way. Wait for it, or stop it.", run: run)
    }

    static func unfinished(_ run: RunID) -> EngineError {
        EngineError(
            .unfinished,
            "The run \"\(run)\" is under way. Deleting it would leave work behind that nobody knows of. Stop it, wait for its end, then delete it.",
            run: run)
    }

    static func deleted(_ run: RunID) -> EngineError {
        EngineError(
            .deleted, "The run \"\(run)\" was deleted before it was started, so there is nothing to wait for. Submit its plan again.", run: run)
    }

    static func cannotRun(_ run: RunID, _ faults: [String], cause: (any Error)? = nil) -> EngineError {
        EngineError(
            .cannotRun,
            "The run \"\(run)\" cannot go on with this engine, so nothing of it was begun. Put this right, and take it up with `recover`:\n"
                + faults.map { "- \($0)" }.joined(separator: "\n"),
            run: run, faults: faults, cause: cause)
    }

    static func unavailable(_ plan: String, _ faults: [String]) -> EngineError {
        EngineError(.cannotRun, "The plan \"\(plan)\" was not submitted:\n" + faults.map { "- \($0)" }.joined(separator: "\n"))
    }

    static func storageFault(_ run: RunID, _ cause: any Error) -> EngineError {
        EngineError(
            .storageFault,
            "What happened to the run \"\(run)\" could not be stored, so it was ended here: nothing new was begun, and calls under way were awaited. "
                + "Whether the last events are in the storage is not known. Put the storage right, and take the run up with `recover`.", run: run,
            cause: cause)
    }

    static func leaseLost(_ run: RunID, _ cause: (any Error)? = nil) -> EngineError {
        EngineError(
            .leaseLost,
            "This engine could not renew its lease of the run \"\(run)\" in time, so another engine may drive it now. Nothing new was begun here, and "
                + "calls under way were cancelled. Look at who drives the run, and why the storage did not answer.", run: run, cause: cause)
    }

    static func signalsUnavailable(_ signals: Set<ProcessSignal>, _ cause: any Error) -> EngineError {
        let names = signals.map(\.description).sorted().joined(separator: ", ")
        return EngineError(
            .signalsUnavailable,
            "The engine cannot be shut down on \(names). The system refused to tell of them: some, as SIGKILL, reach no process, and there are limits of "
                + "descriptors and threads. Name only signals that can be caught, or raise the limit.", cause: cause)
    }
}
