import Foundation
import Testing
import WorkstreamTesting

@testable import Workstream

@Suite("Folders that are read-only", .timeLimit(.minutes(2)))
struct ReadOnlyFolderTests {
    /// What says that these tests run where a folder was mounted for them, and which.
    private static let key = "WORKSTREAM_TEST_MOUNT"

    @Test(
        "S67 a run whose folder becomes read-only is taken up in the same process once it is writable again, with what its calls answered meanwhile")
    func underAnEngine() async throws {
        // The system makes no file system read-only in which a file is open for writing; a device that fails does not ask.
        let files = ReadOnlyFiles()
        files.isOn.withLock { $0 = false }
        let ground = try FileGround()
        let latch = Latch()
        let action = ScriptedAction("act", effect: .atMostOnce)
        action.behave(.ignoreCancellation(until: latch), at: "B/1/a")
        let engine = try await Engine(storage: ground.storage(files), plugins: [action])
        let id = try await engine.submit(.one())
        try await engine.start(id)
        try await action.log.wait(forCalls: 1)

        files.isOn.withLock { $0 = true }
        latch.open()
        let error = await #expect(throws: EngineError.self) { _ = try await engine.wait(for: id) }
        #expect(error?.code == .storageFault)
        #expect((error?.cause as? StorageError)?.message.contains("mounted read-only: mount it for writing") == true)
        await expectError(.io) { _ = try await engine.submit(.one()) }
        await #expect(throws: (any Error).self) { _ = try await engine.recover(id) }
        // What is there can be read.
        let archive = try await RunArchive(ground.storage(files))
        #expect(try await archive.run(id).status == .running)
        try await archive.close()

        files.isOn.withLock { $0 = false }
        // Where the lease could not be given back, its time must end.
        ground.pass(.seconds(60))
        #expect(try await engine.recover(id).fate.isResumed)
        #expect(try await engine.wait(for: id).status == .completed)
        #expect(action.log.paths == ["B/1/a", "B/1/b"])
        #expect(try await engine.run(.one([.act("c")])).status == .completed)
        try await engine.shutdown()
    }

    @Test("on a disk that is mounted read-only an engine is refused, an archive reads, and the engine works once it is writable again")
    func opening() async throws {
        if let folder = ProcessInfo.processInfo.environment[Self.key] {
            let storage = { JSONFileStorage(directory: "\(folder)/runs") }
            try await look(
                at: storage,
                turn: { isReadOnly in
                    let code = try await Self.run(["mount", "-o", isReadOnly ? "remount,ro" : "remount,rw", folder])
                    #expect(code == 0)
                })
            return
        }
        let folder = FileManager.default.temporaryDirectory.resolvingSymlinksInPath().appendingPathComponent("workstream-\(UUID())").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let mounting = ["unshare", "-rm", "sh", "-c", "mount -t tmpfs none \"$0\" && exec env \"$@\"", folder]
        if try await Self.run(mounting + ["true"]) == 0 {
            // A process of its own, because only it sees what is mounted for it.
            let program = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
            let test = [program, "--testing-library", "swift-testing", "--filter", "ReadOnlyFolderTests/opening"]
            #expect(try await Self.run(mounting + ["\(Self.key)=\(folder)"] + test) == 0)
        } else {
            Issue.record("This machine lets nobody mount a disk for a test: files that are refused stand in for it.", severity: .warning)
            let files = ReadOnlyFiles()
            files.isOn.withLock { $0 = false }
            let ground = try FileGround()
            try await look(at: { ground.storage(files) }, turn: { isReadOnly in files.isOn.withLock { $0 = isReadOnly } })
        }
    }

    /// What must hold of a folder, however it becomes read-only.
    private func look(at storage: () -> JSONFileStorage, turn: (Bool) async throws -> Void) async throws {
        let first = try await Engine(storage: storage(), plugins: [ScriptedAction("act")])
        let run = try await first.run(.one())
        try await first.shutdown()

        try await turn(true)
        let error = await expectError(.io) { _ = try await Engine(storage: storage(), plugins: [ScriptedAction("act")]) }
        #expect(error?.message.contains("mounted read-only: mount it for writing, or open the storage as an observer") == true)
        let archive = try await RunArchive(storage())
        #expect(try await archive.runs().items.map(\.id) == [run.id])
        #expect(try await archive.run(run.id).status == .completed)
        #expect(try await archive.events(of: run.id).reduce(into: []) { $0.append($1.number) } == Array(1...run.lastNumber))
        try await archive.close()

        try await turn(false)
        let next = try await Engine(storage: storage(), plugins: [ScriptedAction("act")])
        #expect(try await next.run(.one()).status == .completed)
        try await next.shutdown()
    }

    /// Runs a program; nothing of what it writes is shown.
    ///
    /// - Returns: The code that it ends with; one that is not there ends with 127.
    private static func run(_ words: [String]) async throws -> Int32 {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = words
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        return try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
            do { try process.run() } catch { continuation.resume(throwing: error) }
        }
    }
}
