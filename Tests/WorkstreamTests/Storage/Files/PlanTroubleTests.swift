import Foundation
import Testing
import WorkstreamTesting

@testable import Workstream

@Suite("Plans that were changed after they were stored", .timeLimit(.minutes(15))) struct PlanTroubleTests {
    /// How often the plan is harmed at random, besides a change of each byte and a cut at each.
    private static let harms = 900

    private let ground: FileGround
    private let run = NewRun.sample(1, plan(sequence("s", "a")), at: 1)
    private let other = NewRun.sample(2, at: 2)

    init() throws {
        ground = try FileGround()
    }

    /// Two runs with a few batches each, closed.
    private func prepare(in ground: FileGround, _ runs: [NewRun]) async throws {
        let storage = try await ground.opened { $0.durability = .processCrash }
        for run in runs {
            _ = try await storage.create(run)
            let lease = try await storage.acquire(run.id, for: .sample(1), lasting: .seconds(60))
            for numbers in [2...4, 5...5, 6...7] { try await storage.append(.sample(run, numbers), as: lease) }
        }
        try await storage.close()
    }

    private var path: String { ground.path("plan.json", of: run.id) }

    private func write(_ bytes: [UInt8]) throws {
        try Data(bytes).write(to: URL(filePath: path))
    }

    private func expectFound(by storage: JSONFileStorage, _ what: String) async {
        let error = await expectError(.damaged) { _ = try await storage.definition(of: run.id) }
        #expect(error?.run == run.id && error?.message.contains("\"plan.json\"") == true, "\(what)")
        #expect(error?.message.contains("was changed after it was stored") == true, "\(what)")
    }

    @Test("S66 a change of any byte of a plan is found, by whoever reads it, and so is any other harm", arguments: [Access.readWrite, .observer])
    func everyByte(_ access: Access) async throws {
        try await prepare(in: ground, [run, other])
        let whole = Array(try Data(contentsOf: URL(filePath: path)))
        let storage = try await ground.opened(access)
        #expect(try await storage.definition(of: run.id) == run.plan)
        for index in whole.indices {
            var changed = whole
            changed[index] ^= 1 << UInt8(index % 8)
            try write(changed)
            await expectFound(by: storage, "byte \(index)")
            try write(Array(whole[..<index]))
            await expectFound(by: storage, "cut at \(index)")
        }
        var random = SeededGenerator(seed: 7)
        for round in 0..<Self.harms {
            let harm = JournalHarm.allCases[round % JournalHarm.allCases.count]
            let harmed = harm.done(to: whole, foreign: JournalSample.lines(of: Array("{\n}\n".utf8)), &random)
            guard harmed != whole else { continue }
            try write(harmed)
            await expectFound(by: storage, "round \(round), \(harm)")
        }
        #expect(try await storage.definition(of: other.id) == other.plan)
        try write(whole)
        #expect(try await storage.definition(of: run.id) == run.plan)
    }

    @Test("S66 a run whose plan was changed is given to nobody, and nothing of it is written, until the plan is as it was")
    func notGiven() async throws {
        try await prepare(in: ground, [run, other])
        let whole = try ground.text(path)
        try ground.write(whole.replacing("\"a\"", with: "\"b\""), to: path)
        let folder = ground.path("runs/\(run.id)")
        let before = try FolderPicture(of: folder)
        let storage = try await ground.opened()
        let error = await expectError(.damaged) { _ = try await storage.acquire(run.id, for: .sample(1), lasting: .seconds(60)) }
        #expect(error?.message.contains("\"plan.json\"") == true)
        #expect(try await storage.events(of: run.id, after: 0, limit: 100).count == 7)
        let lease = try await storage.acquire(other.id, for: .sample(1), lasting: .seconds(60))
        try await storage.append(.sample(other, 8...8), as: lease)
        #expect(try FolderPicture(of: folder) == before)
        try ground.write(whole, to: path)
        let second = try await storage.acquire(run.id, for: .sample(1), lasting: .seconds(60))
        try await storage.append(.sample(run, 8...8), as: second)
        #expect(try await storage.events(of: run.id, after: 0, limit: 100).count == 8)
    }

    @Test("S66 the journal of another plan is found, also one that was written under the same id", arguments: [Access.readWrite, .observer])
    func otherPlan(_ access: Access) async throws {
        let elsewhere = try FileGround()
        try await prepare(in: ground, [run])
        try await prepare(in: elsewhere, [NewRun.sample(1, plan(sequence("s", "a", "b")), at: 1)])
        for name in ["journal.jsonl", "head.json"] {
            try ground.write(elsewhere.text(elsewhere.path(name, of: run.id)), to: ground.path(name, of: run.id))
        }
        await expectFound(by: try await ground.opened(access), "another plan")
    }

    @Test("S68 the journal of another run is damage, and no torn end, however long it is", arguments: [1, 40])
    func otherRun(_ batches: Int) async throws {
        try await prepare(in: ground, [run, other])
        let storage = try await ground.opened()
        var lease = try await storage.acquire(other.id, for: .sample(1), lasting: .seconds(60))
        for number in 8..<8 + batches { try await storage.append(.sample(other, number...number), as: lease) }
        try await storage.close()
        try ground.write(ground.text(ground.path("journal.jsonl", of: other.id)), to: ground.path("journal.jsonl", of: run.id))
        let before = try FolderPicture(of: ground.path("runs/\(run.id)"))
        let again = try await ground.opened()
        for _ in 1...2 {
            let error = await expectError(.damaged) { lease = try await again.acquire(run.id, for: .sample(1), lasting: .seconds(60)) }
            #expect(error?.message.contains("it belongs to run \"\(other.id)\"") == true)
        }
        #expect(again.tornTails.isEmpty)
        #expect(try FolderPicture(of: ground.path("runs/\(run.id)")) == before)
    }
}
