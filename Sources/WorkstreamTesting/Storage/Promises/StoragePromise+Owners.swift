import Workstream

extension StoragePromise {
    /// Promises about who may drive a run.
    static let owners: [StoragePromise] = [
        StoragePromise(
            "S65 one owner has a run, and another is told who and since when",
            because: "Two engines that drive the same run do everything twice; who is refused needs to know whom to ask."
        ) { trial async throws in
            let run = NewRun.sample(1)
            let lease = try await trial.begin(run, owner: 1)
            try trial.expect(lease.run, is: run.id, "the run of the lease")
            try trial.expect(lease.owner, is: .sample(1), "the owner of the lease")
            for owner in [1, 2] {
                let error = try await trial.expect(.owned, for: "a second lease") { _ = try await trial.acquire(run, owner: owner) }
                try trial.expect(error.holder, is: .sample(1), "the holder that the error names")
                try trial.expect(error.heldSince, is: lease.acquired, "since when the error says that it is held")
                try trial.expect(error.run, is: run.id, "the run that the error names")
                try trial.expect(error.message.contains("host-1"), "the message does not name the machine of the holder: \(error.message)")
            }
            try await trial.expect(trial.head(of: run).owner, is: .sample(1), "the owner in the list")
        },
        StoragePromise(
            "S65 of many that acquire at the same time, one gets the run",
            because: "Engines of one process are no safer from each other than those of two machines."
        ) { trial async throws in
            let run = NewRun.sample(1)
            _ = try await trial.storage.create(run)
            let leases = await withTaskGroup(of: Lease?.self, returning: [Lease].self) { group in
                for owner in 1...50 { group.addTask { try? await trial.acquire(run, owner: owner) } }
                return await group.reduce(into: []) { if let lease = $1 { $0.append(lease) } }
            }
            try trial.expect(leases.count, is: 1, "the number of leases")
            try await trial.expect(trial.head(of: run).owner, is: leases.first?.owner, "the owner in the list")
        },
        StoragePromise(
            "S65 a released run is free, and its old lease stores nothing more",
            because: "The fencing number is what stops an engine that does not know that it was replaced."
        ) { trial async throws in
            let run = NewRun.sample(1)
            let old = try await trial.begin(run, owner: 1)
            try await trial.storage.release([old])
            try await trial.expect(trial.head(of: run).owner, is: nil, "the owner in the list after the release")
            try await trial.expect(.leaseLost, for: "a batch with a released lease") { try await trial.storage.append(.sample(run, 2...2), as: old) }
            let new = try await trial.acquire(run, owner: 2)
            try trial.expect(new.token > old.token, "the fencing number \(new.token) is not larger than the one before it, \(old.token)")
            let error = try await trial.expect(.leaseLost, for: "a batch with the lease of an earlier owner") {
                try await trial.storage.append(.sample(run, 2...2), as: old)
            }
            try trial.expect(error.message.contains("host-2"), "the message does not name the machine of the new owner: \(error.message)")
            try await trial.storage.release([old])
            try await trial.storage.append(.sample(run, 2...2), as: new)
            try await trial.expect(trial.numbers(of: run), is: [1, 2], "the numbers of the events")
        },
        StoragePromise(
            "S65 an engine that slept through its lease can store nothing more, also when nobody else came",
            because: "Machines are suspended for minutes; what such an engine believes is out of date."
        ) { trial async throws in
            let run = NewRun.sample(1)
            let lease = try await trial.begin(run, lasting: .seconds(10))
            try await trial.advance(by: .seconds(9))
            try await trial.storage.append(.sample(run, 2...2), as: lease)
            try await trial.advance(by: .seconds(1))
            try await trial.expect(.leaseLost, for: "a batch after the end of the lease") {
                try await trial.storage.append(.sample(run, 3...3), as: lease)
            }
            let chunk = OutputChunk(run: run.id, node: 1, attempt: 1, piece: Output.Piece("x"))
            try await trial.expect(.leaseLost, for: "live output after the end of the lease") { try await trial.storage.append(chunk, as: lease) }
            try await trial.expect(
                trial.storage.renew([lease], lasting: .seconds(10)).count, is: 0, "the leases kept by a renewal that came too late")
            try await trial.expect(trial.head(of: run).owner, is: nil, "the owner in the list after the end of the lease")
            _ = try await trial.acquire(run, owner: 2)
        },
        StoragePromise(
            "S65 a renewed lease lasts longer, and those that were lost are not among the kept",
            because: "An engine renews all its leases at once, and stops the calls of the runs that it has lost."
        ) { trial async throws in
            let runs = (1...3).map { NewRun.sample($0) }
            var leases: [Lease] = []
            for run in runs { leases.append(try await trial.begin(run, lasting: .seconds(10))) }
            try await trial.storage.release([leases[1]])
            try await trial.advance(by: .seconds(6))
            let kept = try await trial.storage.renew(leases, lasting: .seconds(10)).sorted { $0.run < $1.run }
            try trial.expect(kept.map(\.run), is: [runs[0].id, runs[2].id], "the runs whose leases were kept")
            try trial.expect(kept.map(\.token), is: [leases[0].token, leases[2].token], "their fencing numbers")
            try trial.expect(kept.allSatisfy { $0.expiry > leases[0].expiry }, "a renewed lease does not last longer than before")
            try await trial.advance(by: .seconds(6))
            try await trial.storage.append(.sample(runs[0], 2...2), as: kept[0])
            try await trial.expect(.owned, for: "a lease of a run whose lease was renewed") { _ = try await trial.acquire(runs[2], owner: 2) }
        },
        StoragePromise(
            "S64 a renewal is a sign of life, and so is an event",
            because: "How long a run was without an engine decides whether it goes on by itself or waits for a person."
        ) { trial async throws in
            let run = NewRun.sample(1, at: 1)
            let lease = try await trial.begin(run)
            let before = try await trial.head(of: run).lastSignOfLife
            try await trial.advance(by: .seconds(1000))
            // The lease has ended meanwhile, and a renewal that comes too late is no sign of life.
            try await trial.expect(
                trial.storage.renew([lease], lasting: .seconds(60)).count, is: 0, "the leases kept by a renewal that came too late")
            try await trial.expect(trial.head(of: run).lastSignOfLife, is: before, "the last sign of life after it")
            let again = try await trial.acquire(run)
            try await trial.advance(by: .seconds(5))
            _ = try await trial.storage.renew([again], lasting: .seconds(60))
            let renewed = try await trial.head(of: run).lastSignOfLife
            try trial.expect(renewed > before, "the last sign of life after a renewal, \(renewed), is not later than before it, \(before)")
            // An event that is older than the last renewal does not set it back.
            try await trial.storage.append(.sample(run, 2...2), as: again)
            try await trial.expect(trial.head(of: run).lastSignOfLife, is: renewed, "the last sign of life after an older event")
            var batch = Batch.sample(run, 3...3)
            batch.events[0].time = renewed + .seconds(1)
            batch.head.lastSignOfLife = batch.events[0].time
            try await trial.storage.append(batch, as: again)
            try await trial.expect(trial.head(of: run).lastSignOfLife, is: batch.events[0].time, "the last sign of life after a newer event")
        },
        StoragePromise(
            "a lease is for its own run", because: "A mix-up of two runs in an engine must not write one's events into the other's journal."
        ) {
            trial async throws in
            let lease = try await trial.begin(.sample(1))
            let other = NewRun.sample(2)
            _ = try await trial.begin(other)
            try await trial.expect(.malformed, for: "a batch with the lease of another run") {
                try await trial.storage.append(.sample(other, 2...2), as: lease)
            }
            try await trial.expect(trial.numbers(of: other), is: [1], "the numbers of the events")
        },
    ]
}
