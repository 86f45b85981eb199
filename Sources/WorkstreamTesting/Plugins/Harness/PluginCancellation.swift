import Workstream

/// When a test cancels the call of a plugin.
public struct PluginCancellation: Sendable {
    private enum Moment: Sendable {
        case after(Duration)
        case output(String)
        case event(@Sendable () async throws -> Void)
    }

    private let moment: Moment

    /// So long after the run has begun, by the engine's time.
    public static func after(_ duration: Duration) -> PluginCancellation {
        PluginCancellation(moment: .after(duration))
    }

    /// As soon as a piece of live output contains a text.
    public static func onOutput(containing text: String) -> PluginCancellation {
        PluginCancellation(moment: .output(text))
    }

    /// As soon as a closure returns; never where it throws.
    public static func when(_ event: @escaping @Sendable () async throws -> Void) -> PluginCancellation {
        PluginCancellation(moment: .event(event))
    }

    /// Waits for the moment; `false` where it never comes.
    func wait(for outputs: AsyncStream<LiveOutput>, on executor: SeededExecutor?) async -> Bool {
        switch moment {
        case .after(let duration):
            if let executor { return (try? await executor.clock.sleep(for: duration)) != nil }
            return (try? await Task.sleep(for: duration)) != nil
        case .event(let event): return (try? await event()) != nil
        case .output(let text):
            for await piece in outputs where piece.text.contains(text) { return true }
            return false
        }
    }
}
