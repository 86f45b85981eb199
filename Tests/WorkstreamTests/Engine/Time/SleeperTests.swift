import Testing

@testable import Workstream

@Suite("Sleeper", .timeLimit(.minutes(15)))
struct SleeperTests {
    @Test("one that is woken while it falls asleep, or before, does not sleep")
    func early() async throws {
        let during = Sleeper()
        try await during.sleep { during.wake() }
        let before = Sleeper()
        before.wake()
        try await before.sleep { Issue.record("nothing must be arranged for a sleep that is over") }
    }

    @Test("one that is cancelled while it falls asleep, or before, throws; waking it afterwards changes nothing")
    func cancelled() async {
        let during = Sleeper()
        await #expect(throws: CancellationError.self) { try await during.sleep { during.cancel() } }
        let before = Sleeper()
        before.cancel()
        before.wake()
        await #expect(throws: CancellationError.self) { try await before.sleep { Issue.record("nothing must be arranged for a sleep that is over") } }
    }
}
