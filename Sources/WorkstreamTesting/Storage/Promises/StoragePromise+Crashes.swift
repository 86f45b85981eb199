import Workstream

extension StoragePromise {
    /// Promises about a storage whose process was killed.
    static let crashes: [StoragePromise] = [
        StoragePromise(
            "S60 what was stored before the process was killed is there, and the run goes on",
            because: "A returned append is a promise: the engine makes the next call because of it.", needs: [.another, .crash]
        ) { trial async throws in
            let run = NewRun.sample(1, key: "k")
            let lease = try await trial.begin(run)
            _ = try await trial.storage.create(.sample(2, at: 2))
            var last = 1
            for size in [1, 30, 3000, 2] {
                try await trial.storage.append(.sample(run, last + 1...last + size), as: lease)
                last += size
            }
            try await trial.storage.post(Message(.stop, from: "me"), to: run.id)
            var trial = try await trial.crashed()
            try await trial.expect(trial.list(), is: [.sample(2), run.id], "the runs")
            try await trial.expect(trial.storage.definition(of: run.id), is: run.plan, "the definition")
            try await trial.expect(trial.numbers(of: run), is: Array(1...last), "the numbers of the events")
            try await trial.expect(trial.head(of: run).lastNumber, is: last, "the last number in the list")
            try await trial.expect(trial.head(of: run).status, is: .running, "the status in the list")
            try await trial.expect(trial.storage.create(.sample(3, key: "k")), is: .exists(run.id), "what became of a run with the same key")
            try await trial.expect(trial.storage.messages(after: [run.id: 0]).map(\.number), is: [1], "the numbers of the messages")
            try await trial.storage.post(Message(.stop, from: "you"), to: run.id)
            try await trial.expect(trial.storage.messages(after: [run.id: 1]).map(\.number), is: [2], "the number of a message that is posted now")
            // By then whatever lease the killed process had is over.
            try await trial.advance(by: .seconds(60))
            let again = try await trial.acquire(run, owner: 2)
            try await trial.storage.append(.sample(run, last + 1...last + 5, status: .completed), as: again)
            try await trial.storage.release([again])
            trial = try await trial.reopened()
            try await trial.expect(trial.numbers(of: run), is: Array(1...last + 5), "the numbers of the events, once more opened")
            try await trial.expect(trial.head(of: run).status, is: .completed, "the status in the list, once more opened")
            try await trial.storage.close()
        },
        StoragePromise(
            "S65 the lease of a process that was killed ends at its time at the latest, and stores nothing more",
            because: "Somebody has to be able to go on, and nobody can be asked to give the lease back.", needs: [.another, .crash]
        ) { trial async throws in
            let run = NewRun.sample(1)
            let old = try await trial.begin(run, owner: 1, lasting: .seconds(60))
            try await trial.storage.append(.sample(run, 2...2), as: old)
            let trial = try await trial.crashed()
            var new: Lease
            do {
                // A storage that knows that the process is gone may give the run away at once.
                new = try await trial.acquire(run, owner: 2)
            } catch let error as StorageError where error.code == .owned {
                try trial.expect(error.holder, is: .sample(1), "the holder that the error names")
                try await trial.advance(by: .seconds(60))
                new = try await trial.acquire(run, owner: 2)
            }
            try trial.expect(new.token > old.token, "the fencing number \(new.token) is not larger than the one before it, \(old.token)")
            try await trial.expect(.leaseLost, for: "a batch with the lease of the killed process") {
                try await trial.storage.append(.sample(run, 3...3), as: old)
            }
            try await trial.storage.append(.sample(run, 3...3), as: new)
            try await trial.expect(trial.numbers(of: run), is: [1, 2, 3], "the numbers of the events")
            try await trial.storage.close()
        },
        StoragePromise(
            "S64 the last sign of life survives the process",
            because: "How long a run was without an engine can be known only from what that engine left behind.", needs: [.another, .crash]
        ) { trial async throws in
            let run = NewRun.sample(1, at: 1)
            let lease = try await trial.begin(run, lasting: .seconds(60))
            try await trial.storage.append(.sample(run, 2...2), as: lease)
            try await trial.advance(by: .seconds(50))
            try await trial.expect(trial.storage.renew([lease], lasting: .seconds(60)).count, is: 1, "the number of leases that were kept")
            let renewed = try await trial.head(of: run).lastSignOfLife
            let trial = try await trial.crashed()
            try await trial.expect(trial.head(of: run).lastSignOfLife, is: renewed, "the last sign of life")
            try await trial.storage.close()
        },
    ]
}
