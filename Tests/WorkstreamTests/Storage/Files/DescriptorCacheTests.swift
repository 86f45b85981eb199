import Testing
import WorkstreamTesting

@testable import Workstream

@Suite("Files that stay open") struct DescriptorCacheTests {
    private let files = SystemFiles()

    private func open() throws -> Descriptor { try files.open(folder: "/") }

    @Test("a file is opened once, and again after it was dropped")
    func once() throws {
        let cache = DescriptorCache(limit: 10)
        var openings = 0
        for _ in 1...3 {
            _ = try cache.file(of: .sample(1), for: .writing) {
                openings += 1
                return try open()
            }
        }
        #expect(openings == 1)
        cache.drop(.sample(1), for: .writing)
        _ = try cache.file(of: .sample(1), for: .writing) {
            openings += 1
            return try open()
        }
        #expect(openings == 2)
        _ = try cache.file(of: .sample(1), for: .reading(segment: 1)) { try open() }
        _ = try cache.file(of: .sample(2), for: .writing) { try open() }
        cache.drop(.sample(1))
        #expect(cache.count == 1)
    }

    @Test("there are never more than its limit, and those that were not used for longest go first and are closed")
    func limit() throws {
        let cache = DescriptorCache(limit: 8)
        weak let first = try cache.file(of: .sample(1), for: .writing) { try open() }
        #expect(first != nil)
        for number in 2...100 {
            _ = try cache.file(of: .sample(number), for: .writing) { try open() }
            // In use all the time.
            _ = try cache.file(of: .sample(2), for: .writing) { try open() }
            #expect(cache.count <= 8)
        }
        #expect(first == nil)
        var isNew = false
        _ = try cache.file(of: .sample(2), for: .writing) {
            isNew = true
            return try open()
        }
        #expect(!isNew)
    }

    @Test("an opening that fails is no entry")
    func failure() {
        let cache = DescriptorCache(limit: 8)
        #expect(throws: SystemFault.self) {
            try cache.file(of: .sample(1), for: .writing) { () throws(SystemFault) in try files.open("/missing/file", for: .reading) }
        }
        #expect(cache.count == 0)
    }
}
