import Foundation
import LineStorage
import Testing
import Workstream
import WorkstreamTesting

@Suite("LineStorage", .timeLimit(.minutes(5)))
struct LineStorageTests {
    @Test("it keeps every promise of a storage", arguments: StoragePromise.all)
    func keeps(_ promise: StoragePromise) async throws {
        let folder = try TemporaryFolder()
        try await promise.check { makeStorage(in: folder) }
    }

    /// A fresh storage, and what the suite can do to it.
    private func makeStorage(in folder: TemporaryFolder) -> StorageUnderTest {
        let path = folder.path + "/runs.jsonl"
        let clock = TestClock()
        return StorageUnderTest(
            LineStorage(path: path, now: { clock.now }),
            advance: { clock.advance(by: $0) },
            another: { LineStorage(path: path, now: { clock.now }) },
            // The storage holds nothing between two calls, so that its process is gone means that nobody calls it any more.
            crash: {},
            tear: { batch, _ in
                let line = try JSON(encoding: batch.events.map(StoredEvent.init)).bytes()
                let file = try #require(FileHandle(forWritingAtPath: path))
                try file.seekToEnd()
                try file.write(contentsOf: line.prefix(line.count / 2))
            })
    }

    @Test("an engine runs a plan on it, and the run can be read by whoever opens the file next")
    func engine() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/runs.jsonl"
        let greet = Node.Action(name: "greet", plugin: "greet", request: ["name": "Ada"])
        let plan = Plan(
            name: "Greet everybody", blocks: [Node.Block(name: "Guests", sequences: [Node.Sequence(name: "Ada", actions: [greet])])])
        let engine = try await Engine(storage: LineStorage(path: path), plugins: [ScriptedAction("greet")])
        let run = try await engine.run(plan)
        #expect(run.status == .completed)
        try await engine.shutdown()

        let storage = LineStorage(path: path)
        try await storage.open(.observer)
        let heads = try await storage.heads(matching: .all, after: nil, limit: 10).items
        #expect(heads.map(\.id) == [run.id])
        #expect(heads.first?.status == .completed)
        #expect(heads.first?.owner == nil)
        #expect(try await storage.events(of: run.id, after: 0, limit: .max).count == heads.first?.lastNumber)
    }

    @Test("a line that was changed in the middle of the file is found, and named by its number")
    func damage() async throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/runs.jsonl"
        try Data("{\"run\":1}\n{}\n".utf8).write(to: URL(filePath: path))
        let error = await #expect(throws: StorageError.self) { try await LineStorage(path: path).open(.observer) }
        #expect(error?.code == .damaged)
        #expect(error?.message.hasPrefix("Line 1 of \"\(path)\"") == true)
    }

    @Test("where there is no folder, the error names the file")
    func missingFolder() async throws {
        let error = await #expect(throws: StorageError.self) { try await LineStorage(path: "/no/such/folder/runs").open(.readWrite) }
        #expect(error?.code == .io)
        #expect(error?.message.contains("/no/such/folder/runs") == true)
    }
}
