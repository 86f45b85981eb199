import Testing

@testable import Workstream

extension StoragePromise {
    /// Promises about who may drive a run.
    static let owners: [StoragePromise] = [
        StoragePromise("S65 one owner has a run, and another is told who and since when") { ground async throws in
            let run = NewRun.sample(1)
            let lease = try await ground.begin(run, owner: 1)
            #expect(lease.run == run.id)
            #expect(lease.owner == .sample(1))
            for owner in [1, 2] {
                let error = await expect(.owned) { _ = try await ground.storage.acquire(run.id, for: .sample(owner), lasting: .seconds(1)) }
                #expect(error?.holder == .sample(1))
                #expect(error?.run == run.id)
                #expect(error?.message.contains("host-1") == true)
                #expect(error?.message.contains("\(lease.acquired)") == true)
            }
            #expect(try await ground.head(of: run)?.owner == .sample(1))
        },
        StoragePromise("S65 of many that acquire at the same time, one gets the run") { ground async throws in
            let run = NewRun.sample(1)
            _ = try await ground.storage.create(run)
            let leases = await withTaskGroup(of: Lease?.self, returning: [Lease].self) { group in
                for owner in 1...50 { group.addTask { try? await ground.storage.acquire(run.id, for: .sample(owner), lasting: .seconds(60)) } }
                var leases: [Lease] = []
                for await lease in group { if let lease { leases.append(lease) } }
                return leases
            }
            #expect(leases.count == 1)
            #expect(try await ground.head(of: run)?.owner == leases.first?.owner)
        },
        StoragePromise("S65 a released run is free, and its old lease stores nothing more") { ground async throws in
            let run = NewRun.sample(1)
            let old = try await ground.begin(run, owner: 1)
            try await ground.storage.release([old])
            #expect(try await ground.head(of: run)?.owner == nil)
            await expect(.leaseLost) { try await ground.storage.append(.sample(run, 2...2), as: old) }
            let new = try await ground.storage.acquire(run.id, for: .sample(2), lasting: .seconds(60))
            #expect(new.token > old.token)
            let error = await expect(.leaseLost) { try await ground.storage.append(.sample(run, 2...2), as: old) }
            #expect(error?.message.contains("host-2") == true)
            try await ground.storage.release([old])
            try await ground.storage.append(.sample(run, 2...2), as: new)
            #expect(try await ground.numbers(of: run) == [1, 2])
        },
        StoragePromise("S65 an engine that slept through its lease can store nothing more, also when nobody else came") { ground async throws in
            let run = NewRun.sample(1)
            let lease = try await ground.begin(run, lasting: .seconds(10))
            try await ground.pass(.seconds(9))
            try await ground.storage.append(.sample(run, 2...2), as: lease)
            try await ground.pass(.seconds(1))
            await expect(.leaseLost) { try await ground.storage.append(.sample(run, 3...3), as: lease) }
            let chunk = OutputChunk(run: run.id, node: 1, attempt: 1, piece: Output.Piece("x"))
            await expect(.leaseLost) { try await ground.storage.append(chunk, as: lease) }
            #expect(try await ground.storage.renew([lease], lasting: .seconds(10)).isEmpty)
            #expect(try await ground.head(of: run)?.owner == nil)
            _ = try await ground.storage.acquire(run.id, for: .sample(2), lasting: .seconds(10))
        },
        StoragePromise("S65 a renewed lease lasts longer, and those that were lost are not among the kept") { ground async throws in
            let runs = (1...3).map { NewRun.sample($0) }
            var leases: [Lease] = []
            for run in runs { leases.append(try await ground.begin(run, lasting: .seconds(10))) }
            try await ground.storage.release([leases[1]])
            try await ground.pass(.seconds(6))
            let kept = try await ground.storage.renew(leases, lasting: .seconds(10))
            #expect(kept.map(\.run) == [runs[0].id, runs[2].id])
            #expect(kept.map(\.token) == [leases[0].token, leases[2].token])
            #expect(kept.allSatisfy { $0.expiry > leases[0].expiry })
            try await ground.pass(.seconds(6))
            try await ground.storage.append(.sample(runs[0], 2...2), as: kept[0])
            await expect(.owned) { _ = try await ground.storage.acquire(runs[2].id, for: .sample(2), lasting: .seconds(1)) }
        },
        StoragePromise("S64 a renewal is a sign of life, and so is an event") { ground async throws in
            let run = NewRun.sample(1, at: 1)
            let lease = try await ground.begin(run)
            let before = try #require(try await ground.head(of: run)?.lastSignOfLife)
            try await ground.pass(.seconds(1000))
            // The lease has ended meanwhile, and a renewal that comes too late is no sign of life.
            #expect(try await ground.storage.renew([lease], lasting: .seconds(60)).isEmpty)
            #expect(try await ground.head(of: run)?.lastSignOfLife == before)
            let again = try await ground.storage.acquire(run.id, for: .sample(1), lasting: .seconds(60))
            try await ground.pass(.seconds(5))
            _ = try await ground.storage.renew([again], lasting: .seconds(60))
            let renewed = try #require(try await ground.head(of: run)?.lastSignOfLife)
            #expect(renewed > before)
            // An event that is older than the last renewal does not set it back.
            try await ground.storage.append(.sample(run, 2...2), as: again)
            #expect(try await ground.head(of: run)?.lastSignOfLife == renewed)
        },
        StoragePromise("a lease is for its own run") { ground async throws in
            let lease = try await ground.begin(.sample(1))
            let other = NewRun.sample(2)
            _ = try await ground.begin(other)
            await expect(.malformed) { try await ground.storage.append(.sample(other, 2...2), as: lease) }
            #expect(try await ground.numbers(of: other) == [1])
        },
        StoragePromise("S49 a run that is owned or going is not deleted; one that has ended or not begun is, with all that belongs to it") {
            ground async throws in
            let run = NewRun.sample(1, key: "k")
            var lease = try await ground.begin(run)
            await expect(.owned) { try await ground.storage.delete(run.id) }
            try await ground.storage.append(.sample(run, 2...2), as: lease)
            try await ground.storage.release([lease])
            await expect(.unfinished) { try await ground.storage.delete(run.id) }
            lease = try await ground.storage.acquire(run.id, for: .sample(1), lasting: .seconds(60))
            try await ground.storage.append(.sample(run, 3...3, status: .stopped), as: lease)
            await expect(.owned) { try await ground.storage.delete(run.id) }
            try await ground.storage.release([lease])
            try await ground.storage.delete(run.id)
            await expect(.notFound) { _ = try await ground.storage.definition(of: run.id) }
            #expect(try await ground.list().isEmpty)
            #expect(try await ground.storage.create(run) == .created)
            #expect(try await ground.numbers(of: run) == [1])
            try await ground.storage.delete(run.id)
            #expect(try await ground.storage.create(.sample(2, key: "k")) == .created)
        },
    ]
}
