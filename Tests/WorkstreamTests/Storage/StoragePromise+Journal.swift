import Testing

@testable import Workstream

extension StoragePromise {
    /// Promises about runs and their events.
    static let journal: [StoragePromise] = [
        StoragePromise("a new run is kept as it was given") { ground async throws in
            let run = NewRun.sample(1, plan(sequence("s", "a")), key: "k", group: "g", labels: ["a": "b"])
            #expect(try await ground.storage.create(run) == .created)
            #expect(try await ground.storage.definition(of: run.id) == run.plan)
            #expect(try await ground.storage.events(of: run.id, after: 0, limit: 10) == [StoredEvent(run.event)])
            #expect(try await ground.head(of: run) == run.head)
        },
        StoragePromise("a second run with the same id is not stored") { ground async throws in
            _ = try await ground.storage.create(.sample(1, at: 1))
            #expect(try await ground.storage.create(.sample(1, Plan(name: "Other", blocks: []), at: 2)) == .exists(.sample(1)))
            #expect(try await ground.storage.definition(of: .sample(1)).plan.name == "P")
        },
        StoragePromise("S48 at most one unfinished run exists for a plan name and key, until it has ended") { ground async throws in
            let first = NewRun.sample(1, key: "k")
            let lease = try await ground.begin(first)
            #expect(try await ground.storage.create(.sample(2, key: "k")) == .exists(.sample(1)))
            #expect(try await ground.storage.create(.sample(3, key: "other")) == .created)
            #expect(try await ground.storage.create(.sample(4)) == .created)
            #expect(try await ground.storage.create(.sample(5, Plan(name: "Q", blocks: []), key: "k")) == .created)
            #expect(try await ground.list().count == 4)
            try await ground.storage.append(.sample(first, 2...3), as: lease)
            #expect(try await ground.storage.create(.sample(2, key: "k")) == .exists(.sample(1)))
            try await ground.storage.append(.sample(first, 4...4, status: .failed), as: lease)
            #expect(try await ground.storage.create(.sample(2, key: "k")) == .created)
            #expect(try await ground.storage.create(.sample(6, key: "k")) == .exists(.sample(2)))
        },
        StoragePromise("S48 of many that submit the same at the same time, one is stored") { ground async throws in
            let created = try await withThrowingTaskGroup(of: Creation.self) { group in
                for number in 1...50 { group.addTask { try await ground.storage.create(.sample(number, key: "k")) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            #expect(created.count { $0 == .created } == 1)
            #expect(Set(created).count == 2)
            #expect(try await ground.list().count == 1)
        },
        StoragePromise("events come back in order, in pieces of any size") { ground async throws in
            let run = NewRun.sample(1)
            let lease = try await ground.begin(run)
            var next = 2
            for size in [1, 2, 3, 100, 5000, 1, 4096] {
                try await ground.storage.append(.sample(run, next...next + size - 1), as: lease)
                next += size
            }
            let all = try await ground.storage.events(of: run.id, after: 0, limit: .max)
            #expect(all.map(\.number) == Array(1..<next))
            #expect(try all[1].event() == Batch.sample(run, 2...2).events[0])
            #expect(try await ground.storage.events(of: run.id, after: 5100, limit: 7) == Array(all[5100..<5107]))
            #expect(try await ground.storage.events(of: run.id, after: next - 2, limit: 100).map(\.number) == [next - 1])
            #expect(try await ground.storage.events(of: run.id, after: next - 1, limit: 100).isEmpty)
            #expect(try await ground.storage.events(of: run.id, after: next + 100, limit: 100).isEmpty)
        },
        StoragePromise("S61 a batch that does not follow the last event is a conflict and leaves no trace") { ground async throws in
            let run = NewRun.sample(1)
            let lease = try await ground.begin(run)
            try await ground.storage.append(.sample(run, 2...3), as: lease)
            for numbers in [2...4, 3...3, 5...6, 1...1] {
                await expect(.conflict) { try await ground.storage.append(.sample(run, numbers, status: .failed), as: lease) }
            }
            #expect(try await ground.numbers(of: run) == [1, 2, 3])
            #expect(try await ground.head(of: run)?.status == .running)
        },
        StoragePromise("a batch that contradicts itself is refused and leaves no trace") { ground async throws in
            let run = NewRun.sample(1)
            let lease = try await ground.begin(run)
            var gap = Batch.sample(run, 2...4)
            gap.events.remove(at: 1)
            await expect(.malformed) { try await ground.storage.append(gap, as: lease) }
            var behind = Batch.sample(run, 2...4)
            behind.head.lastNumber = 3
            await expect(.malformed) { try await ground.storage.append(behind, as: lease) }
            var foreign = Batch.sample(run, 2...4)
            foreign.head.id = .sample(2)
            await expect(.malformed) { try await ground.storage.append(foreign, as: lease) }
            #expect(try await ground.numbers(of: run) == [1])
            #expect(try await ground.head(of: run)?.lastNumber == 1)
        },
        StoragePromise("what does not exist is not found") { ground async throws in
            let run = NewRun.sample(1)
            let lease = Lease(run: run.id, owner: .sample(1), token: 1, acquired: .init(nanoseconds: 0), expiry: .init(nanoseconds: .max))
            await expect(.notFound) { _ = try await ground.storage.definition(of: run.id) }
            await expect(.notFound) { _ = try await ground.storage.events(of: run.id, after: 0, limit: 1) }
            await expect(.notFound) { _ = try await ground.storage.acquire(run.id, for: .sample(1), lasting: .seconds(1)) }
            await expect(.notFound) { try await ground.storage.append(.sample(run, 2...2), as: lease) }
            await expect(.notFound) { try await ground.storage.post(Message(.stop, from: "me"), to: run.id) }
            await expect(.notFound) { try await ground.storage.delete(run.id) }
            #expect(try await ground.storage.messages(after: [run.id: 0]).isEmpty)
        },
        StoragePromise("after its closing nothing can be read or kept") { ground async throws in
            let run = NewRun.sample(1)
            let lease = try await ground.begin(run)
            try await ground.storage.close()
            await expect(.closed) { _ = try await ground.storage.create(.sample(2)) }
            await expect(.closed) { try await ground.storage.append(.sample(run, 2...2), as: lease) }
            await expect(.closed) { _ = try await ground.storage.events(of: run.id, after: 0, limit: 1) }
            await expect(.closed) { _ = try await ground.storage.heads(matching: .all, after: nil, limit: 1) }
            await expect(.closed) { _ = try await ground.storage.acquire(run.id, for: .sample(1), lasting: .seconds(1)) }
            await expect(.closed) { try await ground.storage.post(Message(.stop, from: "me"), to: run.id) }
        },
    ]
}
