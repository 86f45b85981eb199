import Foundation
import Workstream

extension PluginContext {
    /// The context of a call outside an engine, with secrets whose value is their key, and a clock that stands unless a test moves it.
    static func alone(token: String = "action-1", now: @escaping @Sendable () -> Timestamp = { Timestamp(nanoseconds: 0) }) -> PluginContext {
        PluginContext(
            run: RunID(UUID()), path: "Block/Sequence/action", actionToken: token, attemptToken: token + "-1",
            services: .init(
                secret: { secret in
                    guard case .resolver(_, let key) = secret.reference else { throw PluginError(.secretUnavailable, "no such secret") }
                    return key
                },
                sleep: { _ in try Task.checkCancellation() },
                now: now))
    }
}
