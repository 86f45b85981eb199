import Foundation
import Testing
import WorkstreamTesting

@testable import Workstream

@Suite("Engines on folders that they cannot use", .timeLimit(.minutes(15))) struct UnusableFolderTests {
    /// What is wrong with a folder.
    enum Trouble: CaseIterable, Sendable {
        case noMarker, newer, foreignOwner, readOnly
    }

    /// Opens an engine, which must be refused, and gives the error.
    private func refusal(of storage: JSONFileStorage) async throws -> StorageError {
        try #require(
            await #expect(throws: StorageError.self) {
                _ = try await Engine(storage: storage, plugins: [ScriptedAction("act"), LeftRuns.Mill()])
            })
    }

    @Test(
        "an engine is told why it cannot have a folder and what to do, touches nothing in it, and takes up its runs once it may",
        arguments: Trouble.allCases)
    func refused(trouble: Trouble) async throws {
        let left = try await LeftRuns()
        let (ground, marker) = (left.ground, left.ground.path(StoreMarker.file))
        let whole = try ground.text(marker)
        let user = HostProcess.user
        var files: any FileSystem = SystemFiles()
        let expected: (code: StorageError.Code, words: [String])
        switch trouble {
        case .noMarker:
            try #require(unlink(marker) == 0)
            try ground.write("mine", to: ground.path("thesis.txt"))
            expected = (.damaged, ["is no store of Workstream", "thesis.txt", "Name an empty folder"])
        case .newer:
            try ground.write(whole.replacing("\"version\": 1", with: "\"version\": 9"), to: marker)
            expected = (.newerFormat, ["9", ground.folder])
        case .foreignOwner:
            // Only the superuser may give a folder away.
            guard chown(ground.folder, 12_345, 12_345) == 0 else { return }
            expected = (.io, ["belongs to user 12345", "runs as user \(user)", "Run it as the same user"])
        case .readOnly:
            files = ReadOnlyFiles()
            expected = (.io, ["mounted read-only", "open the storage as an observer"])
        }
        let before = try FolderPicture(of: ground.folder)
        let error = try await refusal(of: ground.storage(files))
        #expect(error.code == expected.code && error.run == nil)
        for words in expected.words { #expect(error.message.contains(words), "\(error)") }
        #expect(try FolderPicture(of: ground.folder) == before)

        switch trouble {
        case .noMarker, .newer: try ground.write(whole, to: marker)
        case .foreignOwner: try #require(chown(ground.folder, user, gid_t.max) == 0)
        case .readOnly: break
        }
        let engine = try await left.reopen()
        #expect(await engine.recovery.needingAttention.isEmpty)
        for id in [left.harmed, left.sound] { #expect(try await engine.wait(for: id).status == .completed) }
        try await engine.shutdown()
    }

    @Test("S65 an engine on a folder that another one holds is told who has it and since when, and the first one goes on")
    func held() async throws {
        let left = try await LeftRuns()
        let engine = try await left.reopen()
        let error = try await refusal(of: left.ground.storage())
        #expect(error.code == .owned && error.heldSince != nil)
        #expect(error.message.contains("process \(HostProcess.id)"))
        for id in [left.harmed, left.sound] { #expect(try await engine.wait(for: id).status == .completed) }
        try await engine.shutdown()
    }
}
