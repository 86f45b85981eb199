import Testing

@testable import Workstream

@Suite("Power cuts", .oneAtATime, .timeLimit(.minutes(10))) struct PowerCutTests {
    @Test("S60 S61 S68 whenever the power is cut, what was acknowledged is there afterwards, and no batch in part", arguments: [0, 0.5, 1])
    func everyCall(_ share: Double) async throws {
        let count = try await PowerCutWalk.walk(stoppingAfter: .max, keeping: share)
        #expect(count > 80, "a life makes \(count) calls")
        try await withThrowingTaskGroup { group in
            for call in 0...count { group.addTask { _ = try await PowerCutWalk.walk(stoppingAfter: call, keeping: share) } }
            try await group.waitForAll()
        }
    }
}
