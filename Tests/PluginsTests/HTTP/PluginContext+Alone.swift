import Foundation
import Workstream

extension PluginContext {
    /// The context of a call outside an engine, with a real clock, and secrets whose value is their key.
    static func alone(token: String = "action-1") -> PluginContext {
        let start = ContinuousClock.now
        return PluginContext(
            run: RunID(UUID()), path: "Block/Sequence/action", actionToken: token, attemptToken: token + "-1",
            services: .init(
                secret: { secret in
                    guard case .resolver(_, let key) = secret.reference else { throw PluginError(.secretUnavailable, "no such secret") }
                    return key
                },
                sleep: { _ in try Task.checkCancellation() },
                now: { Timestamp(nanoseconds: 0) + (ContinuousClock.now - start) }))
    }
}
