import Foundation
import Testing
import WorkstreamTesting

@testable import Workstream

@Suite("Journals that are torn, damaged, newer, or longer than their heads", .timeLimit(.minutes(15))) struct JournalTroubleTests {
    private let ground: FileGround
    private let run = NewRun.sample(1, plan(sequence("s", "a")), at: 1)
    private let other = NewRun.sample(2, at: 2)

    init() throws {
        ground = try FileGround()
    }

    /// Two runs with a few batches each, closed.
    private func prepare(_ change: (inout JSONFileStorage.Settings) -> Void = { _ in }) async throws {
        let storage = try await ground.opened(.readWrite, SystemFiles(), change)
        for run in [run, other] {
            _ = try await storage.create(run)
            let lease = try await storage.acquire(run.id, for: .sample(1), lasting: .seconds(60))
            for numbers in [2...4, 5...5, 6...7] { try await storage.append(.sample(run, numbers), as: lease) }
        }
        try await storage.close()
    }

    private func lines(of name: String = "journal.jsonl") throws -> [Substring] {
        try ground.text(ground.path(name, of: run.id)).split(separator: "\n", omittingEmptySubsequences: false)
    }

    private func write(_ lines: [Substring], to name: String = "journal.jsonl") throws {
        try ground.write(lines.joined(separator: "\n"), to: ground.path(name, of: run.id))
    }

    private func expectOthersGoOn(_ storage: JSONFileStorage) async throws {
        let lease = try await storage.acquire(other.id, for: .sample(1), lasting: .seconds(60))
        try await storage.append(.sample(other, 8...8), as: lease)
        #expect(try await storage.events(of: other.id, after: 0, limit: 100).count == 8)
    }

    @Test("S68 a torn end is cut off when the run is acquired, and reported with file, offset and length", arguments: [1, 20, 150])
    func torn(_ count: Int) async throws {
        try await prepare()
        let path = ground.path("journal.jsonl", of: run.id)
        let whole = try ground.text(path)
        let tail =
            "{\"crc\":\"00000000\",\"after\":\"12345678\",\"first\":8,\"last\":9,\"durable\":7,\"events\":[" + String(repeating: "x", count: 200)
        try ground.write(whole + tail.prefix(count), to: path)
        let storage = try await ground.opened()
        #expect(try await storage.events(of: run.id, after: 0, limit: 100).count == 7)
        #expect(storage.tornTails.isEmpty)
        let lease = try await storage.acquire(run.id, for: .sample(1), lasting: .seconds(60))
        let tear = try #require(storage.tornTails.first)
        #expect(storage.tornTails.count == 1)
        #expect(tear.run == run.id && tear.file == "journal.jsonl" && tear.offset == whole.utf8.count && tear.count == count)
        #expect(tear.description.contains("\(run.id)") && tear.description.contains("\(count) bytes"))
        #expect(try ground.text(path) == whole)
        try await storage.append(.sample(run, 8...8), as: lease)
        #expect(try await storage.events(of: run.id, after: 0, limit: 100).count == 8)
        try await expectOthersGoOn(storage)
    }

    @Test("S66 S68 a damaged journal is an error for its run alone, which names the place")
    func damaged() async throws {
        try await prepare()
        var lines = try lines()
        lines[2] = Substring(lines[2].replacing("\"last\":4", with: "\"last\":3"))
        try write(lines)
        for access in [Access.readWrite, .observer] {
            let storage = try await ground.opened(access)
            let error = await expectError(.damaged) { _ = try await storage.events(of: run.id, after: 0, limit: 100) }
            #expect(error?.run == run.id)
            #expect(error?.message.contains("record 3 at offset \(lines[0].utf8.count + lines[1].utf8.count + 2) of \"journal.jsonl\"") == true)
            if access == .readWrite { try await expectOthersGoOn(storage) }
            try await storage.close()
        }
    }

    @Test("S66 a journal that was brought back is read again by those who found it damaged", arguments: [Access.readWrite, .observer])
    func broughtBack(_ access: Access) async throws {
        try await prepare()
        let path = ground.path("journal.jsonl", of: run.id)
        try FileManager.default.copyItem(atPath: path, toPath: path + ".copy")
        var lines = try lines()
        lines[2] = Substring(lines[2].replacing("\"last\":4", with: "\"last\":3"))
        try write(lines)
        let storage = try await ground.opened(access)
        if access == .readWrite {
            let lease = try await storage.acquire(run.id, for: .sample(1), lasting: .seconds(60))
            await expectError(.damaged) { _ = try await storage.events(of: run.id, after: 0, limit: 100) }
            try await storage.release([lease])
        } else {
            await expectError(.damaged) { _ = try await storage.events(of: run.id, after: 0, limit: 100) }
        }
        #expect(rename(path + ".copy", path) == 0)
        #expect(try await storage.events(of: run.id, after: 0, limit: 100).count == 7)
        guard access == .readWrite else { return }
        let lease = try await storage.acquire(run.id, for: .sample(2), lasting: .seconds(60))
        try await storage.append(.sample(run, 8...8), as: lease)
        #expect(try await storage.events(of: run.id, after: 0, limit: 100).count == 8)
    }

    @Test("S68 a journal that is shorter than its head says is damaged, and so is one that is gone")
    func shorter() async throws {
        try await prepare()
        let lines = try lines()
        try write(Array(lines.dropLast(2)) + [""])
        for _ in 1...2 {
            let storage = try await ground.opened()
            await expectError(.damaged) { _ = try await storage.acquire(run.id, for: .sample(1), lasting: .seconds(60)) }
            await expectError(.damaged) { _ = try await storage.events(of: run.id, after: 0, limit: 100) }
            let heads = try await storage.heads(matching: .unfinished, after: nil, limit: 10).items
            #expect(heads.map(\.id) == [other.id, run.id])
            guard case .held(let reason) = heads[1].attention else { throw StorageError("test", "\(heads[1].attention)") }
            #expect(reason.contains("damaged"))
            try await storage.close()
            unlink(ground.path("journal.jsonl", of: run.id))
        }
    }

    @Test("S68 a journal that lost lines which were known to be durable is damaged, even without its head", arguments: [1, 2, 3], ["gone", "old"])
    func lostLines(count: Int, head: String) async throws {
        let path = ground.path("head.json", of: run.id)
        let storage = try await ground.opened()
        _ = try await storage.create(run)
        let old = try ground.text(path)
        try await storage.close()
        try FileManager.default.removeItem(atPath: ground.folder)
        try await prepare()
        try write(Array(lines().dropLast(count + 1)) + [""])
        if head == "old" { try ground.write(old, to: path) } else { unlink(path) }
        let again = try await ground.opened()
        let error = await expectError(.damaged) { _ = try await again.acquire(run.id, for: .sample(1), lasting: .seconds(60)) }
        #expect(error?.message.contains("event 7") == true, "\(String(describing: error))")
        try await expectOthersGoOn(again)
        try await again.close()
        // Whoever knows better says so by removing both.
        unlink(path)
        unlink(ground.path("durable.json", of: run.id))
        let last = try await ground.opened()
        _ = try await last.acquire(run.id, for: .sample(1), lasting: .seconds(60))
        #expect(try await last.events(of: run.id, after: 0, limit: 100).count == [5, 4, 1][count - 1])
    }

    @Test("S69 a journal of a newer version is refused with the version, for its run alone")
    func newer() async throws {
        try await prepare()
        var lines = try lines()
        lines[0] = Substring(lines[0].replacing("\"version\":1", with: "\"version\":7"))
        // The header's own checksum must be right for anybody to believe it.
        var sealed: [UInt8] = []
        SealedLine(of: run.id).append(to: &sealed) { $0.append(contentsOf: lines[0].utf8.dropFirst(SealedLine.headLength)) }
        lines[0] = Substring(String(decoding: sealed.dropLast(), as: UTF8.self))
        try write(lines)
        unlink(ground.path("head.json", of: run.id))
        let storage = try await ground.opened()
        let error = await expectError(.newerFormat) { _ = try await storage.acquire(run.id, for: .sample(1), lasting: .seconds(60)) }
        #expect(error?.message.contains("version 7") == true)
        #expect(try await storage.heads(matching: .unfinished, after: nil, limit: 10).items.count == 2)
        try await expectOthersGoOn(storage)
    }

    @Test("a head that is old, torn or gone is made anew from the journal", arguments: ["old", "torn", "gone"])
    func heads(_ what: String) async throws {
        let storage = try await ground.opened()
        _ = try await storage.create(run)
        let old = try ground.text(ground.path("head.json", of: run.id))
        let lease = try await storage.acquire(run.id, for: .sample(1), lasting: .seconds(60))
        let kinds: [Event.Kind] = [.began, .attemptEnded(.init(attempt: 1, outcome: .success(.empty), status: .completed))]
        let node = try #require(run.plan.plan.blocks[0].sequences[0].actions[0].number)
        let events = zip(2..., kinds).map { number, kind in
            Event(number: number, time: run.event.time + .seconds(number), node: number == 2 ? 0 : node, kind: kind)
        }
        var batch = Batch.sample(run, events)
        batch.head.actions.completed = 1
        batch.head.started = events[0].time
        try await storage.append(batch, as: lease)
        try await storage.release([lease])
        try await storage.close()
        let path = ground.path("head.json", of: run.id)
        switch what {
        case "old": try ground.write(old, to: path)
        case "torn": try ground.write(String(ground.text(path).dropLast(10)), to: path)
        default: unlink(path)
        }
        for access in [Access.observer, .readWrite] {
            let storage = try await ground.opened(access)
            #expect(try await storage.heads(matching: .all, after: nil, limit: 10).items == [batch.head])
            try await storage.close()
        }
    }

    @Test("runs that have ended are listed from their heads alone")
    func finished() async throws {
        let storage = try await ground.opened { $0.durability = .processCrash }
        for number in 1...50 {
            let run = NewRun.sample(number)
            _ = try await storage.create(run)
            let lease = try await storage.acquire(run.id, for: .sample(1), lasting: .seconds(60))
            try await storage.append(.sample(run, 2...3, status: .completed), as: lease)
            try await storage.release([lease])
        }
        _ = try await storage.create(.sample(99))
        try await storage.close()
        let files = FaultyFiles()
        let again = try await ground.opened(.readWrite, files)
        let heads = try await again.heads(matching: .all, after: nil, limit: 100).items
        #expect(heads.count == 51 && heads.count { $0.status == .completed } == 50)
        #expect(!files.log.contains { $0.contains("journal") && !$0.contains("\(RunID.sample(99))") })
        #expect(!files.log.contains { $0.hasPrefix("open") && $0.contains("journal") })
        #expect(files.log.count < 51 * 8)
    }

    @Test("a journal goes on in a new file beyond its limit, and reads as one")
    func segments() async throws {
        try await prepare { $0.segmentLimit = 1 }
        let names = try FileManager.default.contentsOfDirectory(atPath: ground.path("runs/\(run.id)")).filter { $0.hasPrefix("journal") }.sorted()
        #expect(names == [1, 2, 5].map { RunFiles.segment(first: $0) } + ["journal.jsonl"])
        for access in [Access.observer, .readWrite] {
            let storage = try await ground.opened(access)
            for number in 0...7 {
                let found = try await storage.events(of: run.id, after: number, limit: 2).map(\.number)
                #expect(found == Array(number + 1..<max(number + 1, min(number + 3, 8))))
            }
            try await storage.close()
        }
        // Between the end of one file and the beginning of the next one.
        rename(ground.path("journal.jsonl", of: run.id), ground.path(RunFiles.segment(first: 6), of: run.id))
        let storage = try await ground.opened()
        #expect(try await storage.events(of: run.id, after: 0, limit: 100).count == 7)
        let lease = try await storage.acquire(run.id, for: .sample(1), lasting: .seconds(60))
        try await storage.append(.sample(run, 8...9), as: lease)
        #expect(try await storage.events(of: run.id, after: 0, limit: 100).count == 9)
        unlink(ground.path("journal-000000000001.jsonl", of: run.id))
        try await storage.close()
        let after = try await ground.opened()
        await expectError(.damaged) { _ = try await after.events(of: run.id, after: 0, limit: 100) }
    }
}
