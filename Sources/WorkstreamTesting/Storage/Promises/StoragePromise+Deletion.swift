import Workstream

extension StoragePromise {
    /// Promises about deleting.
    static let deletion: [StoragePromise] = [
        StoragePromise(
            "S49 a run that is owned or going is not deleted; one that has ended or not begun is",
            because: "Work that is under way must not lose the record that says so."
        ) { trial async throws in
            let run = NewRun.sample(1)
            let storage = trial.storage
            var lease = try await trial.begin(run)
            let error = try await trial.expect(.owned, for: "the deletion of an owned run") { try await storage.delete(run.id) }
            try trial.expect(error.holder, is: .sample(1), "the holder that the error names")
            try await storage.append(.sample(run, 2...2), as: lease)
            try await storage.release([lease])
            try await trial.expect(.unfinished, for: "the deletion of a run that is going") { try await storage.delete(run.id) }
            lease = try await trial.acquire(run)
            try await storage.append(.sample(run, 3...3, status: .stopped), as: lease)
            try await trial.expect(.owned, for: "the deletion of an owned run that has ended") { try await storage.delete(run.id) }
            try await trial.expect(trial.numbers(of: run), is: [1, 2, 3], "the numbers of the events after the refused deletions")
            try await storage.release([lease])
            try await storage.delete(run.id)
            try await trial.expect(trial.list(), is: [], "the runs after the deletion")
            let unbegun = NewRun.sample(2)
            _ = try await storage.create(unbegun)
            try await storage.delete(unbegun.id)
            try await trial.expect(trial.list(), is: [], "the runs after the deletion of one that had not begun")
        },
        StoragePromise(
            "S49 with a run goes all that belongs to it, and its id and key are free",
            because: "What a deleted run leaves behind would come up again with the next run of that id or key."
        ) { trial async throws in
            let run = NewRun.sample(1, key: "k")
            let storage = trial.storage
            let lease = try await trial.begin(run)
            try await storage.append(.sample(run, 2...9, status: .failed), as: lease)
            try await storage.post(Message(.stop, from: "me"), to: run.id)
            try await storage.append(OutputChunk(run: run.id, node: 1, attempt: 1, piece: Output.Piece("text")), as: lease)
            try await storage.put(Checkpoint(run: run.id, number: 9, version: 1, bytes: [1]), as: lease)
            try await storage.release([lease])
            try await storage.delete(run.id)
            try await trial.expect(.notFound, for: "the definition of a deleted run") { _ = try await storage.definition(of: run.id) }
            try await trial.expect(.notFound, for: "reading events of a deleted run") { _ = try await trial.events(of: run) }
            try await trial.expect(.notFound, for: "a second deletion") { try await storage.delete(run.id) }
            try await trial.expect(storage.create(run), is: .created, "what became of a new run with the same id and key")
            try await trial.expect(trial.numbers(of: run), is: [1], "the numbers of its events")
            try await trial.expect(storage.messages(after: [run.id: 0]).count, is: 0, "the number of its messages")
            try await trial.expect(storage.output(of: 1, attempt: 1, in: run.id), is: nil, "its live output")
            try await trial.expect(storage.checkpoint(of: run.id), is: nil, "its checkpoint")
            try await storage.delete(run.id)
            try await trial.expect(storage.create(.sample(2, key: "k")), is: .created, "what became of another run with the same key")
        },
    ]
}
