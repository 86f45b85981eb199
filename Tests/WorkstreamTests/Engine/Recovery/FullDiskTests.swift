import Testing
import WorkstreamTesting

@testable import Workstream

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite("Full disks under an engine", .timeLimit(.minutes(2)))
struct FullDiskTests {
    @Test(
        "S67 a run that met a full disk is taken up in the same process once there is room again, with what its calls answered meanwhile",
        arguments: FaultyFiles.Fault.Extent.allCases)
    func freedAgain(extent: FaultyFiles.Fault.Extent) async throws {
        let ground = try FileGround()
        let files = FaultyFiles()
        let latch = Latch()
        let action = ScriptedAction("act", effect: .atMostOnce)
        action.behave(.ignoreCancellation(until: latch), at: "B/1/a")
        let engine = try await Engine(storage: ground.storage(files), plugins: [action])
        let id = try await engine.submit(.one())
        try await engine.start(id)
        try await action.log.wait(forCalls: 1)

        files.failWrites(.init(extent: extent, number: ENOSPC))
        latch.open()
        let error = await #expect(throws: EngineError.self) { _ = try await engine.wait(for: id) }
        #expect(error?.code == .storageFault)
        let cause = try #require(error?.cause as? StorageError)
        #expect(cause.code == .full)
        #expect(try await engine.snapshot(of: id).attention == .storageFault)
        // There is room for nothing else either, and the process lives.
        await #expect(throws: StorageError.self) { _ = try await engine.submit(.one()) }
        await #expect(throws: (any Error).self) { _ = try await engine.recover(id) }

        files.heal()
        // Where the lease could not be given back, its time must end.
        ground.pass(.seconds(60))
        #expect(try await engine.recover(id).fate.isResumed)
        #expect(try await engine.wait(for: id).status == .completed)
        #expect(action.log.paths == ["B/1/a", "B/1/b"])
        #expect(try await engine.run(.one([.act("c")])).status == .completed)
        let journal = try await engine.events(of: id).reduce(into: [Event]()) { $0.append($1) }
        try await engine.shutdown()

        // What stands in the files is what the engine showed.
        let storage = try await ground.opened(.observer)
        #expect(try await storage.events(of: id, after: 0, limit: .max).map { try $0.event() } == journal)
        #expect(journal.map(\.number) == Array(1...journal.count))
        try await storage.close()
    }
}
