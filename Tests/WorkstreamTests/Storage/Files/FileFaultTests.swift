import Foundation
import Testing
import WorkstreamTesting

@testable import Workstream

@Suite("Calls to the system that fail", .oneAtATime, .timeLimit(.minutes(10))) struct FileFaultTests {
    private static let faults = FaultyFiles.Fault.Extent.allCases.map { FaultyFiles.Fault(extent: $0, number: $0 == .half ? ENOSPC : EIO) }

    @Test("S61 S67 whichever call fails, no batch is stored in part, and none that was acknowledged is lost", arguments: faults)
    func everyCall(_ fault: FaultyFiles.Fault) async throws {
        let count = try await FaultWalk.walk(nil, atCall: 0)
        #expect(count > 60, "a life without faults makes \(count) calls")
        try await withThrowingTaskGroup { group in
            for call in 1...count { group.addTask { _ = try await FaultWalk.walk(fault, atCall: call) } }
            try await group.waitForAll()
        }
    }

    @Test("S67 a full disk is an error of its own, and when there is room again the run goes on")
    func fullDisk() async throws {
        let ground = try FileGround()
        let files = FaultyFiles()
        let storage = try await ground.opened(.readWrite, files)
        let run = NewRun.sample(1)
        _ = try await storage.create(run)
        var lease = try await storage.acquire(run.id, for: .sample(1), lasting: .seconds(60))
        try await storage.append(.sample(run, 2...3), as: lease)
        files.fail(.init(extent: .half, number: ENOSPC))
        await expectError(.full) { try await storage.append(.sample(run, 4...5), as: lease) }
        let error = await expectError(.io) { try await storage.append(.sample(run, 4...5), as: lease) }
        #expect(error?.message.contains("acquire it again") == true)
        try await storage.release([lease])
        await expectError(.full) { _ = try await storage.acquire(run.id, for: .sample(1), lasting: .seconds(60)) }
        await expectError(.full) { _ = try await storage.create(.sample(2)) }
        files.heal()
        lease = try await storage.acquire(run.id, for: .sample(1), lasting: .seconds(60))
        #expect(try await storage.events(of: run.id, after: 0, limit: 10).map(\.number) == [1, 2, 3])
        #expect(storage.tornTails.map(\.run) == [run.id])
        try await storage.append(.sample(run, 4...5), as: lease)
        #expect(try await storage.create(.sample(2)) == .created)
        #expect(try await storage.events(of: run.id, after: 0, limit: 10).map(\.number) == [1, 2, 3, 4, 5])
    }

    @Test("S60 S67 what was written but not known to be durable is shown to nobody, until the run is acquired and it is")
    func unsynced() async throws {
        let ground = try FileGround()
        let files = FaultyFiles()
        let storage = try await ground.opened(.readWrite, files)
        let run = NewRun.sample(1)
        _ = try await storage.create(run)
        let lease = try await storage.acquire(run.id, for: .sample(1), lasting: .seconds(60))
        let observer = try await ground.opened(.observer)
        files.failNextAppend(.init(extent: .all, number: EIO))
        await expectError(.io) { try await storage.append(.sample(run, 2...3, status: .completed), as: lease) }
        #expect(try ground.text(ground.path("journal.jsonl", of: run.id)).contains("\"last\":3"))
        for eyes in [storage, observer] {
            #expect(try await eyes.events(of: run.id, after: 0, limit: 10).map(\.number) == [1])
            #expect(try await eyes.heads(matching: .all, after: nil, limit: 10).items.map(\.lastNumber) == [1])
        }
        try await storage.release([lease])
        let before = files.log.count
        _ = try await storage.acquire(run.id, for: .sample(1), lasting: .seconds(60))
        for eyes in [storage, observer] {
            #expect(try await eyes.events(of: run.id, after: 0, limit: 10).map(\.number) == [1, 2, 3])
            #expect(try await eyes.heads(matching: .all, after: nil, limit: 10).items.map(\.lastNumber) == [3])
        }
        // After a sync that failed, only what is written again is sure to reach the disk.
        let journal = ground.path("journal.jsonl", of: run.id)
        let calls = files.log[before...].filter { $0.hasSuffix(journal) }
        let write = try #require(calls.firstIndex(of: "write \(journal)"))
        #expect(calls[write...].contains("sync \(journal)"))
    }

    @Test(
        "S64 S67 what could not be written when a run was given back is written when the storage closes",
        arguments: FaultyFiles.Fault.Extent.allCases)
    func givenBack(_ extent: FaultyFiles.Fault.Extent) async throws {
        let ground = try FileGround()
        let files = FaultyFiles()
        let storage = try await ground.opened(.readWrite, files)
        let run = NewRun.sample(1)
        _ = try await storage.create(run)
        let lease = try await storage.acquire(run.id, for: .sample(1), lasting: .seconds(60))
        try await storage.append(.sample(run, 2...3), as: lease)
        try await storage.append(.sample(run, 4...5), as: lease)
        files.fail(.init(extent: extent, number: ENOSPC))
        try await storage.release([lease])
        files.heal()
        try await storage.close()
        #expect(try HeadFile(ground.bytes("head.json", of: run.id), of: run.id).head.lastNumber == 5)
        let file = try LeaseFile(ground.bytes("lease.json", of: run.id), of: run.id)
        #expect(file.owner == nil && file.token == lease.token)
    }

    @Test("S67 a head that was written in part is written again with the next batch")
    func headInPart() async throws {
        let ground = try FileGround()
        let files = FaultyFiles()
        let storage = try await ground.opened(.readWrite, files)
        // So long that half of the file is not all that changes.
        let run = NewRun.sample(1, labels: ["note": String(repeating: "x", count: 1_000)])
        _ = try await storage.create(run)
        let lease = try await storage.acquire(run.id, for: .sample(1), lasting: .seconds(60))
        func append(_ numbers: ClosedRange<Int>, _ attention: Attention) async throws {
            var batch = Batch.sample(run, numbers)
            batch.head.attention = attention
            try await storage.append(batch, as: lease)
        }
        try await append(2...3, .none)
        let before = files.calls
        try await append(4...5, .paused)
        let calls = files.calls - before
        try await append(6...7, .none)
        // The head is the last that an append writes.
        files.fail(.init(extent: .half, number: ENOSPC), atCall: calls)
        try await append(8...9, .paused)
        #expect(files.failed?.hasSuffix("head.json") == true)
        #expect(throws: StorageError.self) { try HeadFile(ground.bytes("head.json", of: run.id), of: run.id) }
        // As the last head that was written whole: nothing else would be a reason to write it.
        try await append(10...11, .none)
        #expect(try HeadFile(ground.bytes("head.json", of: run.id), of: run.id).head.lastNumber == 11)
    }

    @Test("with the durability \"process\" nothing waits for the disk")
    func processDurability() async throws {
        for durability in [Durability.full, .processCrash] {
            let ground = try FileGround()
            let files = FaultyFiles()
            let storage = try await ground.opened(.readWrite, files) { $0.durability = durability }
            let run = NewRun.sample(1)
            _ = try await storage.create(run)
            let lease = try await storage.acquire(run.id, for: .sample(1), lasting: .seconds(60))
            let before = files.log.count
            try await storage.append(.sample(run, 2...3), as: lease)
            let calls = files.log[before...].filter { $0.hasSuffix("journal.jsonl") }.compactMap { $0.split(separator: " ").first }
            #expect(calls.contains("write"))
            #expect(calls.filter { $0 == "sync" }.count == (durability == .full ? 1 : 0))
            if durability == .processCrash { #expect(!files.log.contains { $0.hasPrefix("sync") }) }
        }
    }
}
