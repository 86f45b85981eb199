import Workstream

extension StoragePromise {
    /// Promises about appending.
    static let batches: [StoragePromise] = [
        StoragePromise(
            "a batch is stored with the head that came with it", because: "Lists, queries and the recovery of an engine go by the heads alone."
        ) { trial async throws in
            let run = NewRun.sample(1, key: "k", group: "g", labels: ["a": "b"])
            let lease = try await trial.begin(run)
            var batch = Batch.sample(run, 2...4)
            let later = Timestamp(nanoseconds: 1_795_216_740_123_456_789)
            batch.head.started = run.event.time
            batch.head.due = later
            batch.head.actions = ActionCounts(total: 7, completed: 3, failed: 2, stopped: 1)
            for attention in [Attention.paused, .needsDecision(count: 3), .held(reason: "a \"reason\""), .storageFault, .none] {
                batch.head.attention = attention
                try await trial.storage.append(batch, as: lease)
                var head = try await trial.head(of: run)
                head.owner = nil
                head.lastSignOfLife = batch.head.lastSignOfLife
                try trial.expect(head, is: batch.head, "the head after event \(batch.last)")
                let next = batch.last + 1
                batch.events = Batch.sample(run, next...next).events
                batch.head.lastNumber = next
                batch.head.due = nil
            }
            batch.head.status = .completed
            batch.head.ended = later
            try await trial.storage.append(batch, as: lease)
            let head = try await trial.head(of: run)
            try trial.expect(head.status, is: .completed, "the status after the end")
            try trial.expect(head.ended, is: later, "the time of the end")
        },
        StoragePromise(
            "S61 a batch that does not follow the last event is a conflict and leaves no trace",
            because: "It shows that two engines write the same journal, or that one does not know what it stored."
        ) { trial async throws in
            let run = NewRun.sample(1)
            let lease = try await trial.begin(run)
            try await trial.storage.append(.sample(run, 2...3), as: lease)
            for numbers in [2...4, 3...3, 5...6, 1...1] {
                try await trial.expect(.conflict, for: "a batch with the events \(numbers) after event 3") {
                    try await trial.storage.append(.sample(run, numbers, status: .failed), as: lease)
                }
            }
            try await trial.expect(trial.numbers(of: run), is: [1, 2, 3], "the numbers of the events")
            try await trial.expect(trial.head(of: run).status, is: .running, "the status")
            try await trial.storage.append(.sample(run, 4...4), as: lease)
            try await trial.expect(trial.numbers(of: run), is: [1, 2, 3, 4], "the numbers of the events after one more batch")
        },
        StoragePromise(
            "a batch that contradicts itself is refused and leaves no trace",
            because: "Once stored it would make a journal that nobody can read."
        ) { trial async throws in
            let run = NewRun.sample(1)
            let lease = try await trial.begin(run)
            var gap = Batch.sample(run, 2...4)
            gap.events.remove(at: 1)
            var behind = Batch.sample(run, 2...4)
            behind.head.lastNumber = 3
            var foreign = Batch.sample(run, 2...4)
            foreign.head.id = .sample(2)
            for (what, batch) in [("with a gap", gap), ("whose head lags", behind), ("with the head of another run", foreign)] {
                try await trial.expect(.malformed, for: "a batch \(what)") { try await trial.storage.append(batch, as: lease) }
            }
            try await trial.expect(trial.numbers(of: run), is: [1], "the numbers of the events")
            try await trial.expect(trial.head(of: run).lastNumber, is: 1, "the last number in the list")
        },
        StoragePromise(
            "batches of many runs at the same time are all kept, each in the journal of its run",
            because: "A storage may write batches of several runs together, and must not mix them up."
        ) { trial async throws in
            let runs = (1...20).map { NewRun.sample($0, at: $0) }
            try await withThrowingTaskGroup(of: Void.self) { group in
                for run in runs {
                    group.addTask {
                        let lease = try await trial.begin(run)
                        for last in stride(from: 4, through: 31, by: 3) {
                            try await trial.storage.append(.sample(run, last - 2...last), as: lease)
                        }
                    }
                }
                try await group.waitForAll()
            }
            for run in runs {
                let found = try await trial.events(of: run).map { try $0.event() }
                try trial.expect(found, is: [run.event] + Batch.sample(run, 2...31).events, "the events of run \(run.id)")
                try await trial.expect(trial.head(of: run).lastNumber, is: 31, "the last number of run \(run.id) in the list")
            }
        },
        StoragePromise(
            "a function that is cancelled does all or nothing",
            because: "Calls are cancelled at any moment, and half of a batch would be taken for a crash."
        ) { trial async throws in
            for number in 1...20 {
                let run = NewRun.sample(number)
                let lease = try await trial.begin(run)
                let stored = await withTaskGroup(of: Bool.self) { group in
                    group.addTask { (try? await trial.storage.append(.sample(run, 2...40), as: lease)) != nil }
                    group.cancelAll()
                    return await group.next() ?? false
                }
                try await trial.storage.release([lease])
                _ = try await trial.acquire(run)
                let count = try await trial.numbers(of: run).count
                try trial.expect(
                    count == 40 || (count == 1 && !stored), "a cancelled append, which \(stored ? "returned" : "threw"), left \(count) of 40 events")
                try await trial.expect(trial.head(of: run).lastNumber, is: count, "the last number in the list after a cancelled append")
            }
        },
    ]
}
