public import Workstream

/// What belongs to a run beside its journal: messages, live output, checkpoints.
extension LineStorage {
    /// Leaves a message; an observer may, too.
    public func post(_ message: Message, to run: RunID) throws {
        try use(.observer) { file in
            let number = try record(of: run).messages.count + 1
            try write(Line(run: run, message: StoredMessage(run: run, number: number, time: now(), message: message)), to: file)
        }
    }

    /// The messages that are not yet known.
    public func messages(after numbers: [RunID: Int]) throws -> [StoredMessage] {
        try use(.observer) { _ in numbers.flatMap { run, number in runs[run]?.messages.dropFirst(max(0, number)) ?? [] } }
    }

    /// Keeps a piece of live output, for which nobody waits: it is not synced.
    public func append(_ output: OutputChunk, as lease: Lease) throws {
        try use(.readWrite) { file in
            try check(lease, for: output.run)
            try write(Line(run: output.run, output: output), to: file, isDurable: false)
        }
    }

    /// The live output of an attempt.
    public func output(of node: Int, attempt: Int, in run: RunID) throws -> Output? {
        try use(.observer) { _ in try record(of: run).outputs[[node, attempt]] }
    }

    /// Nothing: a checkpoint is a cache, and a storage without one is complete.
    public func checkpoint(of run: RunID) throws -> Checkpoint? {
        try use(.observer) { _ in nil }
    }

    /// Keeps nothing, but refuses whom it would refuse if it did.
    public func put(_ checkpoint: Checkpoint, as lease: Lease) throws {
        try use(.readWrite) { _ in try check(lease, for: checkpoint.run) }
    }
}
