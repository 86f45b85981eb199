import Foundation
import Testing
import WorkstreamTesting

@testable import Workstream

@Suite("JSONFileStorage", .timeLimit(.minutes(15))) struct JSONFileStorageTests {
    private let ground: FileGround

    init() throws {
        ground = try FileGround()
    }

    @Test("it keeps every promise of a storage", arguments: StoragePromise.all)
    func keeps(_ promise: StoragePromise) async throws {
        try await promise.check { try FileGround.underTest() }
    }

    @Test("it keeps every promise with files of one batch and a few open ones, too", arguments: StoragePromise.all)
    func keepsInSmall(_ promise: StoragePromise) async throws {
        try await promise.check {
            try FileGround.underTest { settings in
                settings.segmentLimit = 1
                settings.openFiles = 4
                settings.durability = .processCrash
            }
        }
    }

    @Test("a page of large events is not as long as it may be, and whoever takes the run up reads all of them")
    func largeEvents() async throws {
        let storage = try await ground.opened { $0.pageLimit = 1 << 18 }
        let run = NewRun.sample(1, plan(sequence("s", "a")))
        _ = try await storage.create(run)
        let lease = try await storage.acquire(run.id, for: .sample(1), lasting: .seconds(60))
        let node = try #require(run.plan.plan.blocks[0].sequences[0].actions[0].number)
        let payload = Payload.whole(JSON.string(String(repeating: "x", count: 100_000)).bytes())
        for number in 2...21 {
            let ended = Event.Kind.attemptEnded(.init(attempt: number, outcome: .success(payload), status: .running))
            let event = Event(number: number, time: run.event.time, node: node, kind: ended)
            try await storage.append(.sample(run, [event]), as: lease)
        }
        let page = try await storage.events(of: run.id, after: 0, limit: 1_000)
        #expect((1...6).contains(page.count))
        #expect(try await storage.events(of: run.id, after: 20, limit: 1_000).map(\.number) == [21])
        let index = try PlanIndex(run.plan.plan)
        let shape = try Shape(run.plan.plan, sources: [], retryPolicy: { _ in .fast })
        let (state, head, checkpoint) = try await storage.fold(of: run.id, in: index, shape)
        #expect(state.lastNumber == 21 && head.lastNumber == 21 && checkpoint == 0)
    }

    @Test("a small file that stays as long as it is is written in place, and one that grows is replaced")
    func inPlace() throws {
        try FileManager.default.createDirectory(atPath: ground.folder, withIntermediateDirectories: false)
        let files = SystemFiles()
        let path = ground.path("file")
        func identity() throws -> FileIdentity? { try files.information(at: path)?.identity }
        try files.overwrite(path) { size in
            #expect(size == 0)
            return Array("first.".utf8)
        }
        let first = try #require(try identity())
        try files.overwrite(path) { size in Array(repeating: UInt8(ascii: "x"), count: size) }
        #expect(try identity() == first)
        #expect(try files.contents(of: path) == Array("xxxxxx".utf8))
        try files.overwrite(path) { size in Array(repeating: UInt8(ascii: "y"), count: size + 1) }
        #expect(try identity() != first)
        #expect(try files.contents(of: path) == Array("yyyyyyy".utf8))
        try ground.write(String(repeating: "z", count: 1 << 21), to: path)
        try files.overwrite(path) { size in Array(repeating: UInt8(ascii: "z"), count: max(size, 3)) }
        #expect(try files.contents(of: path) == Array("zzz".utf8))
        #expect(try files.list(ground.folder) == ["file"])
    }

    @Test("before it is opened, and when its opening failed, nothing can be read or kept")
    func unopened() async throws {
        let storage = ground.storage()
        await expectError(.closed) { _ = try await storage.create(.sample(1)) }
        await expectError(.closed) { _ = try await storage.heads(matching: .all, after: nil, limit: 1) }
        let lost = JSONFileStorage(directory: ground.path("missing/runs"))
        let error = await expectError(.io) { try await lost.open(.readWrite) }
        #expect(error?.message.contains("ENOENT") == true)
        await expectError(.closed) { _ = try await lost.heads(matching: .all, after: nil, limit: 1) }
    }

    @Test("an observer of a folder that does not exist is told which one, and makes none", arguments: [true, false])
    func missing(isWhole: Bool) async throws {
        let storage = isWhole ? ground.storage() : JSONFileStorage(directory: "runs-of-nobody")
        let error = await expectError(.notFound) { _ = try await RunArchive(storage) }
        let path = isWhole ? "\"\(ground.folder)\"" : "\"runs-of-nobody\" in \"\(FileManager.default.currentDirectoryPath)\""
        #expect(error?.message.contains("There is no folder \(path), so there are no runs to look at.") == true)
        #expect(error?.message.contains("Check the path") == true && error?.run == nil)
        #expect(!ground.exists(ground.folder) && !ground.exists("runs-of-nobody"))
    }

    @Test("an observer may come before the first run, and sees runs as soon as there are any")
    func early() async throws {
        try FileManager.default.createDirectory(atPath: ground.folder, withIntermediateDirectories: false)
        let observer = try await ground.opened(.observer)
        #expect(try await observer.heads(matching: .all, after: nil, limit: 1).items.isEmpty)
        #expect(try FileManager.default.contentsOfDirectory(atPath: ground.folder).isEmpty)
        _ = try await ground.opened().create(.sample(1))
        #expect(try await observer.heads(matching: .all, after: nil, limit: 1).items.map(\.id) == [.sample(1)])
    }

    @Test("an observer that turns a page of a list looks at the runs of that page, and not at all the others again")
    func pages() async throws {
        let owner = try await ground.opened()
        for number in 1...60 { _ = try await owner.create(.sample(number, at: number)) }
        let files = FaultyFiles()
        let observer = try await ground.opened(.observer, files)
        #expect(try await observer.heads(matching: .all, after: nil, limit: 100).items.map(\.id) == (1...60).reversed().map { .sample($0) })
        let before = files.calls
        let page = try await observer.heads(matching: .all, after: nil, limit: 2)
        let next = try await observer.heads(matching: .all, after: page.next, limit: 2)
        #expect(page.items.map(\.id) == [.sample(60), .sample(59)] && next.items.map(\.id) == [.sample(58), .sample(57)])
        #expect(files.calls - before < 120)
        // What comes and goes meanwhile does so in the list.
        _ = try await owner.create(.sample(61, at: 61))
        try await owner.delete(.sample(59))
        #expect(try await observer.heads(matching: .all, after: nil, limit: 3).items.map(\.id) == [.sample(61), .sample(60), .sample(58)])
    }

    @Test("what was stored is there when the folder is opened again")
    func reopening() async throws {
        let runs = [NewRun.sample(1, plan(sequence("s", "a")), key: "k", labels: ["a": "b"]), .sample(2, at: 2), .sample(3, at: 3)]
        var storage = try await ground.opened()
        for run in runs { _ = try await storage.create(run) }
        let lease = try await storage.acquire(runs[0].id, for: .sample(1), lasting: .seconds(60))
        try await storage.append(.sample(runs[0], 2...9), as: lease)
        try await storage.post(Message(.stop, from: "me"), to: runs[1].id)
        try await storage.append(OutputChunk(run: runs[0].id, node: 1, attempt: 1, piece: Output.Piece("out\n")), as: lease)
        try await storage.put(Checkpoint(run: runs[0].id, number: 5, version: 2, bytes: [1, 2, 255]), as: lease)
        let head = try #require(try await storage.heads(matching: .all, after: nil, limit: 10).items.last)
        try await storage.close()

        storage = try await ground.opened()
        let heads = try await storage.heads(matching: .all, after: nil, limit: 10).items
        #expect(heads.map(\.id) == [3, 2, 1].map { .sample($0) })
        #expect(try await storage.events(of: runs[0].id, after: 0, limit: 100).map(\.number) == Array(1...9))
        var expected = head
        expected.owner = nil
        #expect(heads.last == expected)
        #expect(try await storage.definition(of: runs[0].id) == runs[0].plan)
        #expect(try await storage.messages(after: [runs[1].id: 0]).map(\.number) == [1])
        #expect(try await storage.output(of: 1, attempt: 1, in: runs[0].id)?.text() == "out\n")
        #expect(try await storage.checkpoint(of: runs[0].id) == Checkpoint(run: runs[0].id, number: 5, version: 2, bytes: [1, 2, 255]))
        #expect(try await storage.create(.sample(7, plan(sequence("s", "a")), key: "k")) == .exists(runs[0].id))
        // The old lease ended with its process, and its number never comes back.
        let next = try await storage.acquire(runs[0].id, for: .sample(2), lasting: .seconds(60))
        #expect(next.token > lease.token)
        await expectError(.leaseLost) { try await storage.append(.sample(runs[0], 10...10), as: lease) }
        try await storage.append(.sample(runs[0], 10...10), as: next)
        #expect(storage.tornTails.isEmpty)
    }

    @Test("S60 it says what it survives, and can be named in short")
    func durability() async throws {
        func name(_ storage: some Storage) -> Durability { storage.durability }
        #expect(name(.directory(ground.folder)) == .full)
        #expect(name(.directory(ground.folder, durability: .processCrash)) == .processCrash)
        await expectError(.malformed) { try await JSONFileStorage(directory: ground.folder, durability: .memory).open(.readWrite) }
    }

    @Test("several engines may share it; it closes with the last of them")
    func sharing() async throws {
        let storage = try await ground.opened()
        try await storage.open(.readWrite)
        await expectError(.closed) { try await storage.open(.observer) }
        try await storage.close()
        _ = try await storage.create(.sample(1))
        try await storage.close()
        await expectError(.closed) { _ = try await storage.create(.sample(2)) }
        try await storage.open(.readWrite)
        #expect(try await storage.definition(of: .sample(1)) == NewRun.sample(1).plan)
    }

    @Test("S73 output above the limit is counted and not kept, also when the storage was opened again between two pieces")
    func outputLimit() async throws {
        var storage = try await ground.opened { $0.outputLimit = 1000 }
        let run = NewRun.sample(1)
        _ = try await storage.create(run)
        for _ in 1...3 {
            let lease = try await storage.acquire(run.id, for: .sample(1), lasting: .seconds(60))
            let piece = Output.Piece(String(repeating: "x", count: 400))
            try await storage.append(OutputChunk(run: run.id, node: 1, attempt: 1, piece: piece), as: lease)
            try await storage.close()
            storage = try await ground.opened { $0.outputLimit = 1000 }
        }
        let output = try #require(try await storage.output(of: 1, attempt: 1, in: run.id))
        #expect(output.length == 1200)
        #expect(output.missing == 200)
    }

    @Test("an engine runs a plan on it, and somebody who looks on reads the same run")
    func engine() async throws {
        let act = ScriptedAction("act")
        let engine = try await Engine(storage: .directory(ground.folder), plugins: PluginRegistry([act]))
        let run = try await engine.run(.one(sequences: 20, concurrency: 5))
        #expect(run.status == .completed)
        let observer = JSONFileStorage(directory: ground.folder)
        try await observer.open(.observer)
        let read = try await Run(reading: run.id, from: observer)
        #expect(read.status == .completed && read.lastNumber == run.lastNumber)
        try await engine.shutdown()
        let heads = try await observer.heads(matching: .all, after: nil, limit: 10).items
        #expect(
            heads.map(\.status) == [.completed] && heads.map(\.actions.completed) == [run.nodes.count { $0.kind == .action }] && heads[0].owner == nil
        )
        let again = try await Engine(storage: .directory(ground.folder), plugins: PluginRegistry([act]))
        #expect(try await again.snapshot(of: run.id).status == .completed)
        try await again.shutdown()
    }
}
