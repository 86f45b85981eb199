public import Workstream

/// Looks again and again until what is waited for has come about.
struct WaitLoop {
    /// What one look showed.
    enum Sighting: Equatable {
        /// It has come about.
        case done
        /// It has not, and why: the end of a sentence, such as "the connection was refused".
        case notYet(String)
    }

    /// What is waited for, as in "waited for …".
    var subject: String
    /// The time between two looks.
    var interval: Duration
    /// How long to wait in all; `nil`: as long as the action may take.
    var limit: Duration?
    /// How long one look may take.
    var longestLook: Duration = .zero

    /// Looks until it is done.
    ///
    /// It gives up before the engine would cut the call off: an error of one's own says what was seen last, a call that was cut off says nothing.
    /// - Throws: `PluginError` with code `.waitedInVain` at the limit, `CancellationError`, and what `look` throws.
    func run(in context: PluginContext, look: () throws -> Sighting) async throws -> WaitResult {
        let start = context.now
        var looks = 0
        var shown: String?
        while true {
            try Task.checkCancellation()
            let sighting = try look()
            looks += 1
            let now = context.now
            guard case .notYet(let reason) = sighting else { return WaitResult(waited: now - start, looks: looks) }
            if reason != shown { context.write("Waiting for \(subject): \(reason).\n") }
            shown = reason
            var pause = interval
            if let limit {
                let rest = limit - (now - start)
                guard rest > .zero else { throw vain(after: now - start, reason, "The limit is \(limit): raise it, or see why it takes so long.") }
                pause = min(pause, rest)
            }
            if let deadline = context.deadline, now + pause + longestLook >= deadline {
                throw vain(after: now - start, reason, "The call must end before it could look again: give the action a longer timeout, or retries.")
            }
            try await context.sleep(for: pause)
        }
    }

    private func vain(after waited: Duration, _ reason: String, _ advice: String) -> PluginError {
        PluginError(.waitedInVain, "Waited \(waited) for \(subject), in vain: \(reason). \(advice)")
    }

    /// Refuses times that make no sense.
    ///
    /// - Throws: `PluginError` with code `.invalidRequest`.
    static func validate(interval: Duration, limit: Duration?) throws {
        guard interval > .zero else {
            throw PluginError.invalidRequest(
                "The interval is \(interval). It would look without a pause: give a positive one, such as one second.")
        }
        if let limit, limit <= .zero {
            throw PluginError.invalidRequest("The limit is \(limit). There would be nothing to wait for: give a positive one, or none.")
        }
    }
}

extension PluginError.Code {
    /// What was waited for had not come about in time; it still may.
    public static let waitedInVain: Self = "waitedInVain"
}
