import Workstream

extension StoragePromise {
    /// Promises about live output and checkpoints.
    static let sides: [StoragePromise] = [
        StoragePromise("S73 live output is kept by attempt, in order", because: "It is what people read while they wait, and when something failed.")
        {
            trial async throws in
            let run = NewRun.sample(1)
            let lease = try await trial.begin(run)
            let storage = trial.storage
            let pieces = [Output.Piece("one\n"), Output.Piece("two", channel: .standardError), Output.Piece("end", missing: 5)]
            for piece in pieces { try await storage.append(OutputChunk(run: run.id, node: 3, attempt: 2, piece: piece), as: lease) }
            try await storage.append(OutputChunk(run: run.id, node: 3, attempt: 1, piece: Output.Piece("other")), as: lease)
            let output = try await storage.output(of: 3, attempt: 2, in: run.id)
            try trial.expect(output?.text(), is: "one\ntwo\n… 5 bytes are missing …\nend", "the output of attempt 2")
            try trial.expect(output?.text(of: .standardError).hasPrefix("two"), is: true, "whether its standard error begins with \"two\"")
            try trial.expect(output?.length, is: 15, "its length")
            try trial.expect(output?.missing, is: 5, "how much of it is missing")
            try await trial.expect(storage.output(of: 3, attempt: 1, in: run.id)?.text(), is: "other", "the output of attempt 1")
            try await trial.expect(storage.output(of: 3, attempt: 3, in: run.id), is: nil, "the output of an attempt that had none")
            try await trial.expect(trial.numbers(of: run), is: [1], "the numbers of the events, since output is none")
        },
        StoragePromise(
            "a checkpoint is a cache: what comes back is the last one, or nothing",
            because: "An engine that reads an older checkpoint would go on from a state that has passed."
        ) { trial async throws in
            let run = NewRun.sample(1)
            let lease = try await trial.begin(run)
            try await trial.expect(trial.storage.checkpoint(of: run.id), is: nil, "the checkpoint of a new run")
            for number in 1...2 {
                try await trial.storage.put(Checkpoint(run: run.id, number: number, version: 1, bytes: [0, 255, UInt8(number)]), as: lease)
            }
            let found = try await trial.storage.checkpoint(of: run.id)
            let last = Checkpoint(run: run.id, number: 2, version: 1, bytes: [0, 255, 2])
            try trial.expect(found == nil || found == last, "the checkpoint is \(String(describing: found)), not the last one that was put")
            try await trial.storage.release([lease])
            try await trial.expect(.leaseLost, for: "a checkpoint with a released lease") {
                try await trial.storage.put(Checkpoint(run: run.id, number: 3, version: 1, bytes: []), as: lease)
            }
        },
    ]
}
