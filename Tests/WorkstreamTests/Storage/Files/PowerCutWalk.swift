import Testing
import WorkstreamTesting

@testable import Workstream

/// The life of two runs on a disk whose power is cut at some call, twice.
struct PowerCutWalk {
    private let files = PowerCutFiles()
    private let clock = Lock(Timestamp(nanoseconds: 1_000_000_000))
    private let runs = [NewRun.sample(1, plan(sequence("s", "a")), key: "k"), NewRun.sample(2)]
    /// The last event of each run that was acknowledged, and the last one that was tried.
    private var acknowledged = [0, 0]
    private var tried = [1, 1]
    private let story: Comment

    /// Lives it.
    ///
    /// - Parameters:
    ///   - call: The last call that is made before the power is cut.
    ///   - share: How much of what was not synced reaches the disk.
    /// - Returns: How many calls were made before.
    static func walk(stoppingAfter call: Int, keeping share: Double) async throws -> Int {
        var walk = PowerCutWalk(story: "power cut after call \(call), with \(share) of the rest kept")
        if call < .max { walk.files.stop(after: call) }
        await walk.live()
        let calls = walk.files.calls
        var generator = SeededGenerator(seed: UInt64(call))
        walk.files.cutPower(keeping: share, &generator)
        try await walk.check()
        // Once more, from wherever it stands now.
        walk.files.stop(after: generator.next(below: 80))
        await walk.live()
        walk.files.cutPower(keeping: share, &generator)
        try await walk.check()
        return calls
    }

    private init(story: Comment) {
        self.story = story
    }

    private func storage() -> JSONFileStorage {
        var settings = JSONFileStorage.Settings()
        settings.threads = 1
        settings.segmentLimit = 700
        settings.headLag = 200
        return JSONFileStorage(directory: "/disk/runs", settings: settings, files: files, now: { clock.withLock { $0 } })
    }

    /// Goes on until the power is cut.
    private mutating func live() async {
        let storage = storage()
        do {
            try await storage.open(.readWrite)
            for index in runs.indices where acknowledged[index] == 0 {
                _ = try await storage.create(runs[index])
                acknowledged[index] = max(1, acknowledged[index])
            }
            for size in [3, 1, 1] {
                for index in runs.indices {
                    let lease = try await storage.acquire(runs[index].id, for: .sample(1), lasting: .seconds(60))
                    let last = try await storage.events(of: runs[index].id, after: 0, limit: 1000).count
                    tried[index] = last + size
                    try await storage.append(.sample(runs[index], last + 1...last + size), as: lease)
                    acknowledged[index] = last + size
                    _ = try await storage.renew([lease], lasting: .seconds(60))
                    try await storage.release([lease])
                    try await storage.post(Message(.stop, from: "me"), to: runs[index].id)
                }
            }
        } catch {
            // The power is cut. What is tried after that must not matter.
        }
        try? await storage.close()
    }

    /// What is found when the power is back.
    private mutating func check() async throws {
        var observer = storage()
        var isThere = true
        do { try await observer.open(.observer) } catch let error as StorageError where error.code == .notFound {
            // The folder has gone with the power: then nothing of it had been acknowledged, and the engine makes it anew.
            #expect(acknowledged.allSatisfy { $0 == 0 }, story)
            isThere = false
        }
        let storage = storage()
        do { try await storage.open(.readWrite) } catch {
            Issue.record("\(error)", sourceLocation: #_sourceLocation)
            return
        }
        if !isThere {
            observer = self.storage()
            try await observer.open(.observer)
        }
        let heads = try await storage.heads(matching: .all, after: nil, limit: 10).items
        for index in runs.indices {
            let run = runs[index]
            guard let head = heads.first(where: { $0.id == run.id }) else {
                #expect(acknowledged[index] == 0, story)
                continue
            }
            do {
                let lease = try await storage.acquire(run.id, for: .sample(1), lasting: .seconds(60))
                let found = try await storage.events(of: run.id, after: 0, limit: 1000).map(\.number)
                #expect(found == Array(1...max(1, acknowledged[index])) || found == Array(1...max(acknowledged[index], tried[index])), story)
                #expect(head.lastNumber <= found.count && head.attention == .none, story)
                #expect(try await storage.definition(of: run.id) == run.plan, story)
                #expect(try await observer.events(of: run.id, after: 0, limit: 1000).map(\.number) == found, story)
                let messages = try await storage.messages(after: [run.id: 0]).map(\.number)
                #expect(messages == (1...20).prefix(messages.count).map { $0 }, story)
                acknowledged[index] = found.count
                try await storage.release([lease])
            } catch {
                Issue.record("\(story): \(error)", sourceLocation: #_sourceLocation)
            }
        }
        try await storage.close()
        try await observer.close()
    }
}
