import Testing
import WorkstreamTesting

@testable import Workstream

/// A short life of a storage in which one call fails, and what must hold whatever it was.
struct FaultWalk {
    private let ground: FileGround
    private let files = FaultyFiles()
    private let run = NewRun.sample(1, plan(sequence("s", "a")), key: "k")
    private var storage: JSONFileStorage
    /// The last event that is known to be stored.
    private var last = 0
    private let what: String

    private init(_ fault: FaultyFiles.Fault?, atCall call: Int) throws {
        ground = try FileGround()
        storage = ground.storage(files) { $0.segmentLimit = 700 }
        what = fault.map { "call \(call): \($0)" } ?? "no fault"
        if let fault { files.fail(fault, atCall: call) }
    }

    /// Lives it.
    ///
    /// - Returns: How many calls were made.
    static func walk(_ fault: FaultyFiles.Fault?, atCall call: Int) async throws -> Int {
        var walk = try FaultWalk(fault, atCall: call)
        try await walk.open()
        try await walk.create()
        for _ in 1...2 {
            for size in [3, 1, 4, 1] { try await walk.append(size) }
            try? await walk.storage.post(Message(.stop, from: "me"), to: walk.run.id)
        }
        let calls = walk.files.calls
        try? await walk.storage.close()
        try await walk.check()
        return calls
    }

    private var story: Comment { "\(what), which was \"\(files.failed ?? "none")\"" }

    private func open() async throws {
        do { try await storage.open(.readWrite) } catch { try await storage.open(.readWrite) }
    }

    private mutating func create() async throws {
        var created = false
        do { created = try await storage.create(run) == .created } catch {
            // Nothing is left in the way of another try; unless the disk did something else than it said.
            do { created = try await storage.create(run) == .created } catch {
                storage = ground.storage(files) { $0.segmentLimit = 700 }
            }
        }
        if !created {
            try await open()
            created = try await storage.create(run) == .created
        }
        last = 1
    }

    private mutating func append(_ size: Int) async throws {
        let batch = Batch.sample(run, last + 1...last + size)
        do {
            let lease = try await lease()
            try await storage.append(batch, as: lease)
            last = batch.last
            _ = try await storage.renew([lease], lasting: .seconds(60))
            try? await storage.release([lease])
        } catch {
            // Its time ends, where the release failed.
            ground.pass(.seconds(100))
            let lease = try await lease()
            let found = try await storage.events(of: run.id, after: 0, limit: 1000).map(\.number)
            #expect(found == Array(1...last) || found == Array(1...batch.last), story)
            last = found.last ?? 0
            if last < batch.last {
                try await storage.append(batch, as: lease)
                last = batch.last
            }
            try await storage.release([lease])
        }
        ground.pass(.seconds(100))
    }

    private func lease() async throws -> Lease {
        try await storage.acquire(run.id, for: .sample(1), lasting: .seconds(60))
    }

    /// What another process finds.
    private func check() async throws {
        let storage = try await ground.opened()
        let events = try await storage.events(of: run.id, after: 0, limit: 1000)
        #expect(events.map(\.number) == Array(1...last), story)
        let head = try #require(try await storage.heads(matching: .all, after: nil, limit: 10).items.first)
        #expect(head.lastNumber == last && head.status == .running && head.attention == .none, story)
        #expect(try await storage.definition(of: run.id) == run.plan, story)
        let messages = try await storage.messages(after: [run.id: 0]).map(\.number)
        #expect(messages == Array(1...max(1, messages.count)), story)
        let lease = try await storage.acquire(run.id, for: .sample(2), lasting: .seconds(60))
        try await storage.append(.sample(run, last + 1...last + 1, status: .completed), as: lease)
        try await storage.close()
    }
}
