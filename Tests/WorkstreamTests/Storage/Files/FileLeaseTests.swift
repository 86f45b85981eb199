import Foundation
import Testing
import WorkstreamTesting

@testable import Workstream

@Suite("Leases in files", .timeLimit(.minutes(15))) struct FileLeaseTests {
    private let ground: FileGround
    private let run = NewRun.sample(1)

    init() throws {
        ground = try FileGround()
    }

    private func head(_ storage: JSONFileStorage) async throws -> RunHead {
        try #require(try await storage.heads(matching: .all, after: nil, limit: 1).items.first)
    }

    @Test("S64 S65 an observer sees who drives a run and when that one last lived, until the lease has ended")
    func observer() async throws {
        let storage = try await ground.opened()
        _ = try await storage.create(run)
        let observer = try await ground.opened(.observer)
        #expect(try await head(observer).owner == nil)
        let lease = try await storage.acquire(run.id, for: .sample(1), lasting: .seconds(60))
        #expect(try await head(observer).owner == .sample(1))
        ground.pass(.seconds(50))
        _ = try await storage.renew([lease], lasting: .seconds(60))
        #expect(try await head(observer).lastSignOfLife == ground.now)
        ground.pass(.seconds(50))
        #expect(try await head(observer).owner == .sample(1))
        ground.pass(.seconds(10))
        #expect(try await head(observer).owner == nil)
        let other = try await storage.acquire(run.id, for: .sample(2), lasting: .seconds(60))
        #expect(try await head(observer).owner == .sample(2))
        try await storage.release([other])
        #expect(try await head(observer).owner == nil)
    }

    @Test("S64 who looks at a file while its owner writes it looks again", arguments: ["lease.json", "head.json"])
    func readingInTheMiddle(name: String) async throws {
        let storage = try await ground.opened()
        _ = try await storage.create(run)
        _ = try await storage.acquire(run.id, for: .sample(1), lasting: .seconds(60))
        let files = FaultyFiles()
        let observer = try await ground.opened(.observer, files)
        files.tearReadings(of: name, times: 2)
        #expect(try await head(observer).owner == .sample(1))
        #expect(files.tornReadingsLeft(of: name) == 0)
        let journals = files.log.filter { $0.hasPrefix("read") && $0.contains("journal") }
        #expect(journals.isEmpty, "the journal was read to make a head anew that is there")
    }

    @Test("S64 a run that was given back is written down once, and not again when the storage is closed")
    func settled() async throws {
        let files = FaultyFiles()
        let storage = try await ground.opened(.readWrite, files)
        _ = try await storage.create(run)
        let lease = try await storage.acquire(run.id, for: .sample(1), lasting: .seconds(60))
        try await storage.release([lease])
        let isWrite = { (call: String) in call.hasPrefix("write") && call.hasSuffix("lease.json") }
        let before = files.log.count(where: isWrite)
        #expect(before > 1)
        try await storage.close()
        #expect(files.log.count(where: isWrite) == before)
    }

    @Test("S65 the leases of a process that died are void at once, and its last sign of life is known")
    func tenure() async throws {
        let files = FaultyFiles()
        let storage = try await ground.opened(.readWrite, files)
        _ = try await storage.create(run)
        let lease = try await storage.acquire(run.id, for: .sample(1), lasting: .seconds(60))
        ground.pass(.seconds(20))
        _ = try await storage.renew([lease], lasting: .seconds(60))
        let alive = ground.now
        files.fail(.init(extent: .nothing, number: EIO))
        try await storage.close()
        let next = try await ground.opened()
        #expect(try await head(next).owner == nil)
        #expect(try await head(next).lastSignOfLife == alive)
        #expect(try await next.acquire(run.id, for: .sample(2), lasting: .seconds(60)).token > lease.token)
    }

    @Test("S65 fencing numbers go on growing where the lock's file was lost, by those of the leases")
    func lostTenure() async throws {
        var storage = try await ground.opened()
        _ = try await storage.create(run)
        var token = 0
        for _ in 1...3 {
            let lease = try await storage.acquire(run.id, for: .sample(1), lasting: .seconds(60))
            #expect(lease.token > token)
            token = lease.token
            try await storage.release([lease])
            try await storage.close()
            try ground.write("", to: ground.path("lock"))
            storage = try await ground.opened()
        }
    }

    @Test("S65 an append that waits for the disk ends before anybody else gets the run")
    func order() async throws {
        let storage = try await ground.opened()
        _ = try await storage.create(run)
        var last = 1
        for round in 1...20 {
            let lease = try await storage.acquire(run.id, for: .sample(round), lasting: .seconds(60))
            let batch = Batch.sample(run, last + 1...last + 2)
            async let appended: Void = storage.append(batch, as: lease)
            async let released: Void = storage.release([lease])
            let isStored = (try? await appended) != nil
            try await released
            let next = try await storage.acquire(run.id, for: .sample(100), lasting: .seconds(60))
            let found = try await storage.events(of: run.id, after: 0, limit: 1000).last?.number
            #expect(found == (isStored ? last + 2 : last))
            last = found ?? 0
            await expectError(.leaseLost) { try await storage.append(.sample(run, last + 1...last + 1), as: lease) }
            try await storage.release([next])
        }
    }
}
