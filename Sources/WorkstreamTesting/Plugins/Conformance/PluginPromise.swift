public import Workstream

/// One promise of a plugin, as a test that any plugin can be put to.
///
/// The whole suite is one parameterised test in the package of whoever writes a plugin:
///
/// ```swift
/// @Test("it keeps every promise of a plugin", arguments: PluginPromise.all(of: Upload.self))
/// func keeps(_ promise: PluginPromise) async throws {
///     try await promise.check { try makeSubject() }
/// }
/// ```
///
/// A promise that is broken is thrown as a ``BrokenPromise``, which says what was seen, what was expected, and why it matters. A plugin that hangs is found
/// after its limit, and not waited for.
public struct PluginPromise: Sendable, CustomStringConvertible {
    /// Which plugins make a promise.
    enum Maker: Sendable {
        case every, action, check, probingAction
        /// Those whose requests have had another form.
        case laterVersion
    }

    /// The promise, as a sentence; it begins with the rules that it holds.
    public let description: String
    /// Why engines and people rely on it.
    public let reason: String
    let maker: Maker
    private let isTriedForEachRequest: Bool
    private let body: @Sendable (PluginTrial) async throws -> Void

    init(
        _ sentence: String, because reason: String, of maker: Maker = .every, forEachRequest: Bool = true,
        _ body: @escaping @Sendable (PluginTrial) async throws -> Void
    ) {
        description = sentence
        self.reason = reason
        self.maker = maker
        isTriedForEachRequest = forEachRequest
        self.body = body
    }

    /// All promises, whoever makes them.
    static let all = forms + refusals + cancellations + repetitions + probes

    /// The promises that a plugin makes: they differ between checks, actions, and actions that can probe.
    public static func all<P: Plugin>(of plugin: P.Type) -> [PluginPromise] {
        all.filter { promise in
            switch promise.maker {
            case .every: true
            case .action: P.Role.self is Changing.Type
            case .check: P.Role.self is Looking.Type
            case .probingAction: P.self is any ProbingPlugin.Type
            case .laterVersion: P.version > 1
            }
        }
    }

    /// Tries the promise with each of the requests, in a fresh world each time.
    ///
    /// - Parameter fresh: Makes the plugin, its requests and a world for them.
    /// - Throws: ``BrokenPromise``, and what the closure throws by itself.
    public func check(_ fresh: () async throws -> PluginUnderTest) async throws {
        var number = 0
        var count = 1
        while number < count {
            let subject = try await fresh()
            let trial = try PluginTrial(of: self, on: subject, request: number)
            if isTriedForEachRequest { count = trial.requestCount }
            do {
                try await body(trial)
            } catch let error as BrokenPromise {
                throw error
            } catch {
                throw trial.broken("an error was thrown where none was expected: \(error)", cause: error)
            }
            number += 1
        }
    }
}
