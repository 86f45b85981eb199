import Testing

@testable import Workstream

@Suite("RunID") struct RunIDTests {
    @Test("ids have the order of their texts, so that a list is sorted alike wherever it is sorted")
    func order() throws {
        let texts = [
            "00000000-0000-4000-8000-000000000000", "00000000-0000-4000-8000-00000000000a", "09ffffff-ffff-4fff-bfff-ffffffffffff",
            "7fffffff-ffff-4fff-bfff-ffffffffffff", "80000000-0000-4000-8000-000000000000", "a0000000-0000-4000-8000-000000000000",
            "ffffffff-ffff-4fff-bfff-ffffffffffff",
        ]
        let ids = try texts.reversed().map { try #require(RunID($0)) }
        #expect(ids.sorted().map(\.description) == texts)
    }
}
