import Workstream

extension StoragePromise {
    /// Promises about a storage that was closed and is opened again, and about others beside it.
    static let reopening: [StoragePromise] = [
        StoragePromise(
            "everything is there after the storage was closed and opened again",
            because: "Runs outlive the program that started them.", needs: [.another]
        ) { trial async throws in
            let run = NewRun.sample(1, Plan(name: "Odd \"name\"\n../..", blocks: []), key: "k", group: "g", labels: ["a": "😀"])
            let lease = try await trial.begin(run)
            let events = Event.samples(from: 2)
            let batch = Batch.sample(run, events)
            try await trial.storage.append(batch, as: lease)
            try await trial.storage.append(OutputChunk(run: run.id, node: 3, attempt: 2, piece: Output.Piece("text\n")), as: lease)
            try await trial.storage.post(Message(.pause, from: "me", body: ["a": 1]), to: run.id)
            try await trial.storage.release([lease])
            _ = try await trial.storage.create(.sample(2, at: 2))

            for _ in 1...3 {
                let trial = try await trial.reopened()
                try await trial.expect(trial.list(), is: [.sample(2), run.id], "the runs")
                try await trial.expect(trial.storage.definition(of: run.id), is: run.plan, "the definition")
                let found = try await trial.events(of: run).map { try $0.event() }
                try trial.expect(found, is: [run.event] + events, "the events")
                var head = try await trial.head(of: run)
                head.lastSignOfLife = batch.head.lastSignOfLife
                try trial.expect(head, is: batch.head, "the head")
                try await trial.expect(trial.storage.output(of: 3, attempt: 2, in: run.id)?.text(), is: "text\n", "the live output")
                let messages = try await trial.storage.messages(after: [run.id: 0])
                try trial.expect(messages.map(\.message), is: [Message(.pause, from: "me", body: ["a": 1])], "the messages")
                try await trial.storage.close()
            }
        },
        StoragePromise(
            "a long journal goes on after the storage was opened again",
            because: "A run may last for weeks and many restarts.", needs: [.another]
        ) { trial async throws in
            let run = NewRun.sample(1)
            var trial = trial
            var last = 1
            _ = try await trial.storage.create(run)
            for size in [1, 9000, 1, 2000, 50] {
                let lease = try await trial.acquire(run)
                try await trial.storage.append(.sample(run, last + 1...last + size), as: lease)
                last += size
                try await trial.storage.release([lease])
                trial = try await trial.reopened()
                try await trial.expect(trial.numbers(of: run), is: Array(1...last), "the numbers of the events after opening again")
                try await trial.expect(trial.head(of: run).lastNumber, is: last, "the last number in the list after opening again")
                let other = try await trial.acquire(run)
                try await trial.expect(.conflict, for: "a batch that was stored before") {
                    try await trial.storage.append(.sample(run, last...last), as: other)
                }
                try await trial.storage.release([other])
            }
            try await trial.storage.close()
        },
        StoragePromise(
            "S48 a key is taken until its run has ended, also after the storage was opened again",
            because: "Who submits twice may do so from two programs, one after the other.", needs: [.another]
        ) { trial async throws in
            let run = NewRun.sample(1, key: "k")
            _ = try await trial.storage.create(run)
            var trial = try await trial.reopened()
            try await trial.expect(trial.storage.create(.sample(2, key: "k")), is: .exists(run.id), "what became of a run with the same key")
            try await trial.expect(trial.storage.create(.sample(1)), is: .exists(run.id), "what became of a run with the same id")
            let lease = try await trial.acquire(run)
            try await trial.storage.append(.sample(run, 2...2, status: .completed), as: lease)
            try await trial.storage.release([lease])
            trial = try await trial.reopened()
            try await trial.expect(trial.storage.create(.sample(2, key: "k")), is: .created, "the same key after the run has ended")
            try await trial.storage.close()
        },
        StoragePromise(
            "S65 fencing numbers go on growing after the storage was opened again",
            because: "An engine that was forgotten somewhere must not find that its old number is good again.", needs: [.another]
        ) { trial async throws in
            let run = NewRun.sample(1)
            var trial = trial
            _ = try await trial.storage.create(run)
            var old: [Lease] = []
            for _ in 1...4 {
                let lease = try await trial.acquire(run)
                let last = old.last?.token ?? .min
                try trial.expect(lease.token > last, "the fencing number \(lease.token) is not larger than the one before it, \(last)")
                for lost in old {
                    try await trial.expect(.leaseLost, for: "a batch with the fencing number \(lost.token)") {
                        try await trial.storage.append(.sample(run, 2...2), as: lost)
                    }
                }
                old.append(lease)
                try await trial.storage.release([lease])
                trial = try await trial.reopened()
            }
            try await trial.storage.close()
        },
        StoragePromise(
            "S49 what was deleted stays deleted after the storage was opened again", because: "People delete what must not be read again.",
            needs: [.another]
        ) { trial async throws in
            let run = NewRun.sample(1, key: "k")
            _ = try await trial.storage.create(run)
            try await trial.storage.post(Message(.stop, from: "me"), to: run.id)
            try await trial.storage.delete(run.id)
            let trial = try await trial.reopened()
            try await trial.expect(trial.list(), is: [], "the runs")
            try await trial.expect(.notFound, for: "the definition of a deleted run") { _ = try await trial.storage.definition(of: run.id) }
            try await trial.expect(trial.storage.create(run), is: .created, "what became of a new run with the same id and key")
            try await trial.expect(trial.storage.messages(after: [run.id: 0]).count, is: 0, "the number of its messages")
            try await trial.storage.close()
        },
        StoragePromise(
            "an observer reads and leaves messages beside a storage that is open, and sees what is appended meanwhile",
            because: "People look at runs and stop them from another process than the one that drives them.", needs: [.another]
        ) { trial async throws in
            let run = NewRun.sample(1)
            let lease = try await trial.begin(run)
            let observer = try await trial.beside(.observer)
            for number in 2...4 {
                try await trial.storage.append(.sample(run, number...number), as: lease)
                try await observer.expect(observer.numbers(of: run), is: Array(1...number), "the events that the observer sees")
                try await observer.expect(observer.head(of: run).lastNumber, is: number, "the last number in the observer's list")
                try await observer.storage.post(Message(.stop, from: "\(number)"), to: run.id)
                let messages = try await trial.storage.messages(after: [run.id: 0])
                try trial.expect(messages.map(\.message.author), is: (2...number).map { "\($0)" }, "the authors of the messages that the owner sees")
                try trial.expect(messages.map(\.number), is: Array(1..<number), "the numbers of the messages that the owner sees")
            }
            try await observer.expect(observer.storage.definition(of: run.id), is: run.plan, "the definition that the observer sees")
            _ = try await trial.storage.create(.sample(2, at: 2))
            try await observer.expect(observer.list(), is: [.sample(2), run.id], "the runs that the observer sees")
            try await observer.expect(.closed, for: "an observer's lease") { _ = try await observer.acquire(.sample(2)) }
            try await observer.storage.close()
            try await trial.storage.append(.sample(run, 5...5), as: lease)
            try await trial.expect(trial.numbers(of: run), is: Array(1...5), "the events after the observer has gone")
        },
        StoragePromise(
            "S65 a second storage at the same place is refused, or shares the leases of the first",
            because: "Two engines on one place are a mistake of every day, and each must hear of the other.", needs: [.another]
        ) { trial async throws in
            let run = NewRun.sample(1)
            let lease = try await trial.begin(run)
            do {
                let second = try await trial.beside(.readWrite)
                try await second.expect(.owned, for: "a lease of a run that the first storage has leased") {
                    _ = try await second.acquire(run, owner: 2)
                }
                try await second.storage.close()
            } catch let error as StorageError where error.code == .owned {
                // Refused whole: then it said so before it changed anything.
            }
            try await trial.storage.append(.sample(run, 2...2), as: lease)
            try await trial.expect(trial.numbers(of: run), is: [1, 2], "the events that the first storage goes on with")
        },
    ]
}
