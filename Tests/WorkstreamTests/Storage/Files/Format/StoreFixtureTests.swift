import Foundation
import Testing

@testable import Workstream

@Suite("The store of version 1") struct StoreFixtureTests {
    private static let folder = SourceTree.root.appending(path: "Tests/Fixtures/storage-1")
    private static let runFolder = folder.appending(path: "runs/\(StoreFixture.run)")

    private func bytes(_ name: String, in folder: URL = runFolder) throws -> [UInt8] {
        Array(try Data(contentsOf: folder.appending(path: name)))
    }

    @Test("S69 every part of it is read as what it means")
    func reading() throws {
        let run = StoreFixture.run
        let reading = JournalReading([try bytes(RunFiles.segment(first: 1)), try bytes(RunFiles.journal)], of: run)
        #expect(reading.isWhole && reading.events == Array(StoreFixture.batches.joined()))
        #expect(try HeadFile(bytes(RunFiles.head), of: run) == StoreFixture.head(at: reading.end))
        #expect(try PlanFile.plan(bytes(RunFiles.plan), of: run) == StoreFixture.plan)
        #expect(try LeaseFile(bytes(RunFiles.lease), of: run) == StoreFixture.lease)
        #expect(try CheckpointFile(bytes(RunFiles.checkpoint), of: run).checkpoint(of: run) == StoreFixture.checkpoint)
        #expect(try MessageFile(run: run).read(bytes(RunFiles.messages)).messages == StoreFixture.messages)
        #expect(try OutputText.output(bytes("output/5-1.txt")) == StoreFixture.kept)
        #expect(try StoreMarker(bytes(StoreMarker.file, in: Self.folder), of: "storage-1") == StoreMarker())
    }

    @Test("S69 a storage that is opened on it finds all of it", .timeLimit(.minutes(1)), arguments: Access.allCases)
    func storage(access: Access) async throws {
        let ground = try FileGround()
        try FileManager.default.copyItem(at: Self.folder, to: URL(filePath: ground.folder))
        let (storage, run) = (try await ground.opened(access), StoreFixture.run)
        let events = StoreFixture.batches.joined().map { StoredEvent($0) }
        #expect(try await storage.events(of: run, after: 0, limit: 1000) == events)
        #expect(try await storage.events(of: run, after: 17, limit: 5) == Array(events[17..<22]))
        let heads = try await storage.heads(matching: .all, after: nil, limit: 10).items
        #expect(heads.map(\.id) == [run] && heads.first?.lastNumber == events.count && heads.first?.status == .failed)
        #expect(try await storage.definition(of: run) == StoreFixture.plan)
        #expect(try await storage.checkpoint(of: run) == StoreFixture.checkpoint)
        #expect(try await storage.messages(after: [run: 0]) == StoreFixture.messages)
        #expect(try await storage.output(of: 5, attempt: 1, in: run) == StoreFixture.kept)
        try await storage.close()
    }

    @Test("S69 it is written today with the same bytes, every file of it")
    func writing() throws {
        let written = try StoreFixture.files()
        let names = (FileManager.default.enumerator(atPath: Self.folder.path)?.compactMap { $0 as? String } ?? []).filter {
            $0.split(separator: "/").last?.contains(".") == true
        }
        #expect(Set(names) == Set(written.keys))
        for (name, bytes) in written {
            #expect(String(decoding: bytes, as: UTF8.self) == (try? String(decoding: self.bytes(name, in: Self.folder), as: UTF8.self)), "\(name)")
        }
    }

    @Test("S69 every kind of event is in it")
    func kinds() throws {
        let names = try StoreFixture.batches.joined().map { try JSON(encoding: StoredEvent($0))["is"]?.stringValue }
        #expect(Set(names) == Set(StoredEvent.KindName.allCases.map(\.rawValue)))
    }

    @Test("every line of it is JSON, but those of live output")
    func json() throws {
        for name in [RunFiles.segment(first: 1), RunFiles.journal, RunFiles.head, RunFiles.lease, RunFiles.checkpoint, RunFiles.messages] {
            for line in JournalSample.lines(of: try bytes(name)) { #expect(throws: Never.self) { try JSON(parsing: line) } }
        }
    }

    /// Where a Python is, if there is one.
    private static let python = ["/usr/bin/python3", "/usr/local/bin/python3", "/opt/homebrew/bin/python3"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    @Test("the reader in docs/storage-format.md reads it", .enabled(if: python != nil, "There is no Python here."))
    func reader() throws {
        let page = try String(contentsOf: SourceTree.root.appending(path: "docs/storage-format.md"), encoding: .utf8)
        let program = try #require(page.firstMatch(of: /```python\n((?s:.*?))```/)).output.1
        let (process, pipe) = (Process(), Pipe())
        process.executableURL = URL(filePath: try #require(Self.python))
        process.arguments = ["-c", String(program), Self.runFolder.path]
        process.standardOutput = pipe
        try process.run()
        let printed = String(decoding: try #require(try pipe.fileHandleForReading.readToEnd()), as: UTF8.self)
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        let lines = try StoreFixture.batches.joined().map { event in
            let kind = try #require(try JSON(encoding: StoredEvent(event))["is"]?.stringValue)
            return "\(event.number) \(event.time.nanoseconds) \(event.node) \(kind)\n"
        }
        #expect(printed == lines.joined())
    }
}
