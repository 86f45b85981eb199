public import Workstream

/// An action plugin that does what a test says, and writes down its calls.
///
/// It takes requests of any form under any name, so that a plan can be run without its real plugins:
///
/// ```swift
/// let upload = ScriptedAction(standingInFor: Upload(), .respond(Upload.Response(path: "/srv/app")))
/// let restart = ScriptedAction("shop.restart", .fail(times: 1))
/// let registry: PluginRegistry = [upload, restart]
/// ```
public struct ScriptedAction: ActionPlugin, RegisteredUnderName {
    /// Its name where it is not registered under another one.
    public static let name = "workstream.scripted.action"

    /// How long the engine waits between attempts.
    public let retryPolicy: RetryPolicy
    private let script: Script
    private let validation: @Sendable (JSON) throws -> Void
    private let effect: @Sendable (JSON) -> Effect

    /// Makes an action plugin under a name.
    ///
    /// - Parameters:
    ///   - name: What plans call it.
    ///   - behavior: What it does where nothing else is said for a path.
    ///   - retryPolicy: How long the engine waits between attempts.
    ///   - effect: What a repetition does.
    ///   - log: Where calls are written down; one of its own where none is given.
    public init(
        _ name: String, _ behavior: ScriptedBehavior = .respond, retryPolicy: RetryPolicy = .fast, effect: Effect = .idempotent,
        log: CallLog = CallLog()
    ) {
        self.retryPolicy = retryPolicy
        script = Script(name: name, behavior: behavior, log: log)
        validation = { _ in }
        self.effect = { _ in effect }
    }

    /// Makes an action plugin in the place of another one, whose name, retry policy, validation and effects it has.
    ///
    /// - Parameters:
    ///   - plugin: Whose place it takes.
    ///   - name: What plans call it, where that is not the plugin's own name.
    ///   - behavior: What it does where nothing else is said for a path; it answers with the plugin's example where nothing is given.
    ///   - log: Where calls are written down; one of its own where none is given.
    public init<P: ActionPlugin>(standingInFor plugin: P, name: String? = nil, _ behavior: ScriptedBehavior? = nil, log: CallLog = CallLog()) {
        retryPolicy = plugin.retryPolicy
        script = Script(name: name ?? P.name, behavior: behavior ?? .example(of: P.self), log: log)
        validation = { try plugin.validate(try $0.decode(P.Request.self)) }
        // A request that does not decode was refused before; at most once is the careful answer.
        effect = { (try? $0.decode(P.Request.self)).map { plugin.effect(of: $0) } ?? .atMostOnce }
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

    /// What a repetition does, as it was set, or as the plugin says whose place it takes.
    public func effect(of request: JSON) -> Effect {
        effect(request)
    }

    /// Plays the call.
    @concurrent public func execute(_ request: JSON, in context: PluginContext) async throws -> JSON {
        try await script.perform(request, in: context)
    }
}
