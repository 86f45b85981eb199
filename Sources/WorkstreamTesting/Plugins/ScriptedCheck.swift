public import Workstream

/// A check plugin that does what a test says, and writes down its calls.
///
/// ```swift
/// let probe = ScriptedCheck("http.probe")
/// probe.behave(.sequence(.respond, .respond, .sayNo()), at: "continuous-checks/shop answers")
/// ```
public struct ScriptedCheck: CheckPlugin, RegisteredUnderName {
    /// Its name where it is not registered under another one.
    public static let name = "workstream.scripted.check"

    /// How long the engine waits between attempts.
    public let retryPolicy: RetryPolicy
    private let script: Script
    private let validation: @Sendable (JSON) throws -> Void

    /// Makes a check plugin under a name.
    ///
    /// - Parameters:
    ///   - name: What plans call it.
    ///   - behavior: What it does where nothing else is said for a path; it passes where nothing is given.
    ///   - retryPolicy: How long the engine waits between attempts.
    ///   - log: Where calls are written down; one of its own where none is given.
    public init(_ name: String, _ behavior: ScriptedBehavior = .respond, retryPolicy: RetryPolicy = .fast, log: CallLog = CallLog()) {
        self.retryPolicy = retryPolicy
        script = Script(name: name, behavior: behavior, log: log)
        validation = { _ in }
    }

    /// Makes a check plugin in the place of another one, whose name, retry policy and validation it has.
    ///
    /// - Parameters:
    ///   - plugin: Whose place it takes.
    ///   - name: What plans call it, where that is not the plugin's own name.
    ///   - behavior: What it does where nothing else is said for a path; it passes where nothing is given.
    ///   - log: Where calls are written down; one of its own where none is given.
    public init<P: CheckPlugin>(standingInFor plugin: P, name: String? = nil, _ behavior: ScriptedBehavior = .respond, log: CallLog = CallLog()) {
        retryPolicy = plugin.retryPolicy
        script = Script(name: name ?? P.name, behavior: behavior, log: log)
        validation = { try plugin.validate(try $0.decode(P.Request.self)) }
    }

    /// Where its calls are written down.
    public var log: CallLog { script.log }

    /// Sets what is done from now on.
    ///
    /// - Parameters:
    ///   - behavior: What.
    ///   - path: Where; where none is given, everywhere that has no behaviour of its own.
    public func behave(_ behavior: ScriptedBehavior, at path: NodePath? = nil) {
        script.behave(behavior, at: path)
    }

    /// The name under which it is registered.
    package var registeredName: String { script.name }
    /// Itself.
    package var original: any Plugin { self }

    /// Refuses what the plugin refuses whose place it takes.
    public func validate(_ request: JSON) throws {
        try validation(request)
    }

    /// Plays the call.
    @concurrent public func execute(_ request: JSON, in context: PluginContext) async throws -> JSON {
        try await script.perform(request, in: context)
    }
}
