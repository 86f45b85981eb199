import Foundation
import Testing
import WorkstreamTesting

@testable import Workstream

@Suite("The folder of a store", .timeLimit(.minutes(15))) struct StoreFolderTests {
    private let ground: FileGround

    init() throws {
        ground = try FileGround()
    }

    @Test("S65 a second storage is refused the folder and told who has it and since when, in this process too, until the first one closes")
    func owned() async throws {
        let first = try await ground.opened()
        let since = ground.now
        ground.pass(.seconds(5))
        let second = ground.storage()
        let error = await expectError(.owned) { try await second.open(.readWrite) }
        let process = HostProcess.id
        #expect(error?.message.contains("process \(process) on \"\(HostProcess.machineName)\", since \(since)") == true)
        #expect(error?.heldSince == since)
        _ = try await first.create(.sample(1))
        try await first.close()
        try await second.open(.readWrite)
        #expect(try await second.definition(of: .sample(1)) == NewRun.sample(1).plan)
        await expectError(.owned) { try await first.open(.readWrite) }
    }

    @Test("S65 a storage that is let go of without being closed gives the folder back")
    func letGo() async throws {
        var first: JSONFileStorage? = try await ground.opened()
        _ = try await first?.create(.sample(1))
        first = nil
        #expect(try await ground.opened().definition(of: .sample(1)) == NewRun.sample(1).plan)
    }

    #if os(Linux)
        @Test("S65 a command that is being started while a storage closes does not keep the folder from the next one")
        func inheritedLock() async throws {
            let first = try await ground.opened()
            // What the command has until it runs: a second descriptor of the same open file.
            let descriptors = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap { Int32($0) }
            let lock = try #require(
                descriptors.first { (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")) == ground.path("lock") })
            let inherited = dup(lock)
            defer { close(inherited) }
            try await first.close()
            try await ground.opened().close()
        }
    #endif

    @Test("S65 a lock that another process has on the folder is respected, and the process named as far as it told")
    func foreignLock() async throws {
        try await ground.opened().close()
        // What a lock of another process looks like from here: the system's lock alone, without the table of this process.
        let files = SystemFiles()
        let file = try files.open(ground.path("lock"), for: .keeping)
        #expect(try files.lock(file))
        try ground.write(#"{"host":"elsewhere","process":4711,"since":0,"tenure":7}"#, to: ground.path("lock"))
        let error = await expectError(.owned) { try await ground.storage().open(.readWrite) }
        #expect(error?.message.contains("process 4711 on \"elsewhere\", since 1970-01-01T00:00:00Z") == true)
        try await ground.opened(.observer).close()
        files.unlock(file)
        let storage = try await ground.opened()
        _ = try await storage.create(.sample(1))
        let lease = try await storage.acquire(.sample(1), for: .sample(1), lasting: .seconds(1))
        #expect(lease.token >> 32 == 8)
    }

    @Test("a folder that holds other things and is no store is left alone", arguments: [Access.readWrite, .observer])
    func foreign(_ access: Access) async throws {
        try FileManager.default.createDirectory(atPath: ground.folder, withIntermediateDirectories: true)
        try ground.write("mine", to: ground.path("thesis.txt"))
        let error = await expectError(.damaged) { try await ground.storage().open(access) }
        #expect(error?.message.contains("thesis.txt") == true)
        #expect(try FileManager.default.contentsOfDirectory(atPath: ground.folder) == ["thesis.txt"])
    }

    @Test("S69 a store of a newer version is refused with the version that it has", arguments: [Access.readWrite, .observer])
    func newer(_ access: Access) async throws {
        try await ground.opened().close()
        try ground.write(#"{"format": "workstream", "version": 99}"#, to: ground.path("store.json"))
        let error = await expectError(.newerFormat) { try await ground.storage().open(access) }
        #expect(error?.message.contains("99") == true)
    }

    @Test("a file in place of the folder, and the folder of another user, are refused")
    func wrongKind() async throws {
        try ground.write("", to: ground.folder)
        await expectError(.damaged) { try await ground.storage().open(.readWrite) }
        await expectError(.damaged) { try await ground.storage().open(.observer) }
        try FileManager.default.removeItem(atPath: ground.folder)
        try await ground.opened().close()
        // Only the superuser may give a folder away.
        guard chown(ground.folder, 12_345, 12_345) == 0 else { return }
        let error = await expectError(.io) { try await ground.storage().open(.readWrite) }
        #expect(error?.message.contains("belongs to user 12345") == true)
        await expectError(.io) { try await ground.storage().open(.observer) }
    }

    @Test("where nothing may be written an engine is refused, and an observer reads")
    func readOnly() async throws {
        let storage = try await ground.opened()
        _ = try await storage.create(.sample(1))
        try await storage.close()
        let files = ReadOnlyFiles()
        let error = await expectError(.io) { try await ground.storage(files).open(.readWrite) }
        #expect(error?.message.contains("read-only") == true)
        #expect(error?.message.contains("observer") == true)
        let observer = try await ground.opened(.observer, files)
        #expect(try await observer.events(of: .sample(1), after: 0, limit: 10).map(\.number) == [1])
        #expect(try await observer.heads(matching: .all, after: nil, limit: 10).items.map(\.id) == [.sample(1)])
        await expectError(.io) { try await observer.post(Message(.stop, from: "me"), to: .sample(1)) }
    }

    @Test("folders and files are for this user alone")
    func rights() async throws {
        let storage = try await ground.opened()
        let run = NewRun.sample(1)
        _ = try await storage.create(run)
        let lease = try await storage.acquire(run.id, for: .sample(1), lasting: .seconds(60))
        try await storage.append(.sample(run, 2...2), as: lease)
        try await storage.append(OutputChunk(run: run.id, node: 1, attempt: 1, piece: Output.Piece("x")), as: lease)
        try await storage.put(Checkpoint(run: run.id, number: 1, version: 1, bytes: []), as: lease)
        try await storage.post(Message(.stop, from: "me"), to: run.id)
        let names = try #require(FileManager.default.enumerator(atPath: ground.folder)).compactMap { $0 as? String }
        #expect(names.count >= 14, "\(names)")
        for name in names + ["."] {
            var information = stat()
            #expect(lstat(ground.path(name), &information) == 0)
            let expected: mode_t = information.st_mode & S_IFMT == S_IFDIR ? 0o700 : 0o600
            #expect(information.st_mode & 0o777 == expected, "\(name)")
        }
    }

    @Test("what a crash left of making and removing runs is gone after the next opening")
    func leftovers() async throws {
        let storage = try await ground.opened()
        _ = try await storage.create(.sample(1))
        try await storage.close()
        for name in ["temporary/\(RunID.sample(2))/output", "temporary/\(RunID.sample(3)).deleted"] {
            try FileManager.default.createDirectory(atPath: ground.path(name), withIntermediateDirectories: true)
        }
        try ground.write("half", to: ground.path("temporary/\(RunID.sample(2))/output/1-1.txt"))
        let again = try await ground.opened()
        #expect(try FileManager.default.contentsOfDirectory(atPath: ground.path("temporary")).isEmpty)
        #expect(try await again.heads(matching: .all, after: nil, limit: 10).items.map(\.id) == [.sample(1)])
    }

    @Test("no link is followed and no pipe waited for, wherever one stands", arguments: [Access.readWrite, .observer])
    func strangeFiles(_ access: Access) async throws {
        let storage = try await ground.opened()
        let run = NewRun.sample(1)
        _ = try await storage.create(run)
        _ = try await storage.create(.sample(2))
        try await storage.close()
        let secret = ground.folder + "-secret"
        try ground.write("secret", to: secret)
        defer { unlink(secret) }
        for name in ["plan.json", "journal.jsonl", "messages.jsonl"] {
            for makesPipe in [false, true] {
                let path = ground.path(name, of: run.id)
                let kept = path + ".kept"
                rename(path, kept)
                #expect(makesPipe ? mkfifo(path, 0o600) == 0 : symlink(secret, path) == 0)
                let storage = try await ground.opened(access)
                await #expect(throws: StorageError.self) {
                    _ = try await storage.definition(of: run.id)
                    _ = try await storage.events(of: run.id, after: 0, limit: 10)
                    try await storage.post(Message(.stop, from: "me"), to: run.id)
                }
                // The other run has nothing to do with it.
                #expect(try await storage.events(of: .sample(2), after: 0, limit: 10).map(\.number) == [1])
                try await storage.close()
                unlink(path)
                rename(kept, path)
            }
        }
        #expect(try ground.text(secret) == "secret")
        // A run's folder that is a link is no run.
        #expect(symlink(ground.path("runs/\(run.id)"), ground.path("runs/\(RunID.sample(3))")) == 0)
        let last = try await ground.opened(access)
        #expect(try await last.heads(matching: .all, after: nil, limit: 10).items.count == 2)
    }
}
