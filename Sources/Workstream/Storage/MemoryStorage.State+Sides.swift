/// What belongs to a run beside its journal: messages, live output, checkpoints.
extension MemoryStorage.State {
    mutating func post(_ message: Message, to run: RunID, at now: Timestamp) throws(StorageError) {
        try checkReadable()
        guard let count = records[run]?.messages.count else { throw .notFound(run) }
        records[run]?.messages.append(StoredMessage(run: run, number: count + 1, time: now, message: message))
    }

    func messages(after numbers: [RunID: Int]) throws(StorageError) -> [StoredMessage] {
        try checkReadable()
        // Sorted, so that the same messages come in the same order in every process.
        return numbers.sorted { $0.key < $1.key }.flatMap { run, number in
            records[run]?.messages.dropFirst(max(0, number)) ?? []
        }
    }

    mutating func append(_ output: OutputChunk, as lease: Lease, at now: Timestamp) throws(StorageError) {
        try check(lease, for: output.run, at: now)
        records[output.run]?.append(output.piece, to: .init(node: output.node, attempt: output.attempt))
    }

    mutating func put(_ checkpoint: Checkpoint, as lease: Lease, at now: Timestamp) throws(StorageError) {
        try check(lease, for: checkpoint.run, at: now)
        records[checkpoint.run]?.checkpoint = checkpoint
    }
}
