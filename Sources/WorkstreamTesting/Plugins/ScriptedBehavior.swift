public import Workstream

/// What a scripted plugin does when it is called.
///
/// ```swift
/// upload.behave(.fail(times: 2, then: .take(.seconds(5), then: .respond(Upload.Response(path: "/srv/app")))), at: "Fleet/web-2/upload")
/// ```
public struct ScriptedBehavior: Sendable {
    private let body: @Sendable (ScriptedCall) async throws -> JSON

    /// Does what a closure does.
    public static func perform(_ body: @escaping @Sendable (ScriptedCall) async throws -> JSON) -> ScriptedBehavior {
        ScriptedBehavior(body: body)
    }

    /// Answers with a value.
    public static func respond(_ value: some Encodable & Sendable) -> ScriptedBehavior {
        perform { _ in try JSON(encoding: value) }
    }

    /// Answers with an empty object, which is what `NoResponse` and a passing check look like.
    public static var respond: ScriptedBehavior { respond(NoResponse()) }

    /// Throws an error, each time.
    public static func fail(_ error: any Error) -> ScriptedBehavior {
        perform { _ in throw error }
    }

    /// Throws an error, each time; the action may be tried again.
    public static var fail: ScriptedBehavior {
        fail(PluginError(.failed, "The call failed. Its script says so."))
    }

    /// Throws an error the first times that a node of a run is called, and then does something else.
    public static func fail(
        times: Int, with error: any Error = PluginError(.failed, "The call failed. Its script says so."), then next: ScriptedBehavior = .respond
    ) -> ScriptedBehavior {
        perform { call in
            guard call.number > times else { throw error }
            return try await next(call)
        }
    }

    /// Throws an error after which the action is not tried again.
    public static var failPermanently: ScriptedBehavior {
        fail(PluginError(.failed, "The call failed for good. Its script says so.", isPermanent: true))
    }

    /// Looks, and says no: what a check that fails does.
    public static func sayNo(_ message: String = "It is not as it should be. The script of the check says so.") -> ScriptedBehavior {
        fail(PluginError.checkFailed(message))
    }

    /// Waits for ever, and throws a `CancellationError` when it is cancelled.
    public static var hang: ScriptedBehavior {
        perform { _ in
            try await Sleeper().sleep {}
            throw CancellationError()
        }
    }

    /// Takes a time, and then does something else; throws a `CancellationError` when it is cancelled before.
    public static func take(_ duration: Duration, then next: ScriptedBehavior = .respond) -> ScriptedBehavior {
        perform { call in
            try await call.context.sleep(for: duration)
            return try await next(call)
        }
    }

    /// Waits, whether cancelled or not, until a test opens a latch, and then does something else.
    public static func ignoreCancellation(until latch: Latch, then next: ScriptedBehavior = .respond) -> ScriptedBehavior {
        perform { call in
            await latch.wait()
            return try await next(call)
        }
    }

    /// Takes a time, whether cancelled or not, and then does something else.
    public static func ignoreCancellation(
        for duration: Duration, on clock: VirtualClock, then next: ScriptedBehavior = .respond
    ) -> ScriptedBehavior {
        perform { call in
            await clock.sleepIgnoringCancellation(for: duration)
            return try await next(call)
        }
    }

    /// Does one thing after another, from call to call of a node of a run; the last one again and again.
    public static func sequence(_ first: ScriptedBehavior, _ others: ScriptedBehavior...) -> ScriptedBehavior {
        let all = [first] + others
        return perform { call in try await all[min(call.number, all.count) - 1](call) }
    }

    /// Answers with the example that a plugin gives of its response, the same one each time.
    public static func example<P: Plugin>(of plugin: P.Type) -> ScriptedBehavior {
        perform { _ in
            var random = SeededGenerator(seed: 1)
            return try JSON(encoding: try P.example(&random))
        }
    }

    /// Does it.
    func callAsFunction(_ call: ScriptedCall) async throws -> JSON {
        try await body(call)
    }
}
