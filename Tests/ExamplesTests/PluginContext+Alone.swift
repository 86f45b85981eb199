import Foundation
import Workstream

extension PluginContext {
    /// The context of a call outside an engine, which hands on the live output.
    static func alone(output: @escaping @Sendable (String) -> Void = { _ in }) -> PluginContext {
        let start = ContinuousClock.now
        return PluginContext(
            run: RunID(UUID()), path: "Fleet/web-1/action", actionToken: "action-1", attemptToken: "action-1-1",
            services: .init(
                output: { text, _ in output(text) },
                sleep: { try await Task.sleep(for: $0) },
                now: { Timestamp(nanoseconds: 0) + (ContinuousClock.now - start) }))
    }
}
