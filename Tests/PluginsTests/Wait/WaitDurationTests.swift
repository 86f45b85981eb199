import Foundation
import Testing
import Workstream
import WorkstreamPlugins

@Suite("WaitDuration", .timeLimit(.minutes(15)))
struct WaitDurationTests {
    let time = TestTime()
    let plugin = WaitDuration()

    @Test("it sleeps as long as it is asked to, and no longer than its action may take", arguments: [Duration.zero, .seconds(29)])
    func waits(duration: Duration) async throws {
        _ = try await plugin.execute(.init(duration), in: time.context(deadline: .seconds(30)))
        #expect(time.sleeps == [duration])
    }

    @Test("S33 a wait that would be cut off is refused at once")
    func tooLong() async throws {
        let error = try await #require(throws: PluginError.self) {
            try await plugin.execute(.init(.seconds(30)), in: time.context(deadline: .seconds(30)))
        }
        #expect(error.code == .waitedInVain && error.isPermanent)
        #expect(time.sleeps.isEmpty)
    }

    @Test("S26 a cancelled wait ends")
    func cancellation() async throws {
        let context = time.context()
        let task = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            _ = try await plugin.execute(.init(.seconds(3_600)), in: context)
        }
        await #expect(throws: CancellationError.self) { try await task.value }
    }

    @Test("S28 a wait into the past is refused")
    func refused() throws {
        #expect(throws: PluginError.self) { try plugin.validate(.init(.seconds(-1))) }
    }
}
