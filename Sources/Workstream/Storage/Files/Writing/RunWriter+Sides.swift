/// What belongs to a run beside its journal: live output, checkpoints.
extension RunWriter {
    /// Keeps a piece of live output as far as there is room; what does not fit is counted (S73).
    func append(_ chunk: OutputChunk, as lease: Lease) throws(StorageError) {
        try check(lease, for: chunk.run)
        let path = places.output(of: chunk.node, attempt: chunk.attempt)
        let attempt = OutputLengths.Attempt(node: chunk.node, number: chunk.attempt)
        try reaching(run) { () throws(SystemFault) in
            let kept = if let known = outputs[attempt] { known } else { try length(ofOutputAt: path) }
            let piece = chunk.piece
            let text = piece.text.prefix(utf8Count: max(0, store.settings.outputLimit - kept))
            let left = piece.text.utf8.count - text.utf8.count
            var bytes = OutputText.bytes(of: Output.Piece(text, channel: piece.channel, missing: piece.missing))
            if left > 0 { bytes += OutputText.bytes(of: Output.Piece("", channel: piece.channel, missing: left)) }
            try add(bytes, toOutputAt: path)
            outputs[attempt] = kept + text.utf8.count
        }
    }

    private func add(_ bytes: [UInt8], toOutputAt path: String) throws(SystemFault) {
        let file: Descriptor
        do {
            file = try store.files.open(path, for: .adding)
        } catch {
            guard error.isMissing else { throw error }
            _ = try store.files.makeFolder(places.outputs)
            file = try store.files.open(path, for: .adding)
        }
        try store.files.add(bytes, to: file)
    }

    private func length(ofOutputAt path: String) throws(SystemFault) -> Int {
        guard let bytes = try store.files.contents(of: path) else { return 0 }
        return OutputText.output(bytes).pieces.reduce(0) { $0 + $1.text.utf8.count }
    }

    /// Keeps a checkpoint.
    func put(_ checkpoint: Checkpoint, as lease: Lease) throws(StorageError) {
        try check(lease, for: checkpoint.run)
        let bytes = try CheckpointFile(checkpoint).bytes(of: run)
        try reaching(run) { () throws(SystemFault) in try store.files.replace(places.checkpoint, bytes) }
    }

    private func check(_ lease: Lease, for run: RunID) throws(StorageError) {
        let now = store.now()
        try runs.withLock { runs throws(StorageError) in try runs.check(lease, for: run, at: now) }
    }

    /// Removes the run: away at once, piece by piece after that.
    func delete() throws(StorageError) {
        let now = store.now()
        try runs.withLock { runs throws(StorageError) in
            try runs.checkFree(run, at: now)
            let status = try runs.entry(of: run).head.status
            guard status != .running else { throw .unfinished(run, status: status) }
        }
        store.descriptors.drop(run)
        end = .unknown
        let grave = "\(store.temporary)/\(run).deleted"
        try reaching(run) { () throws(SystemFault) in
            try store.files.removeTree(grave)
            try store.files.move(places.folder, to: grave)
        }
        runs.withLock { $0.remove(run) }
        try reaching(run) { () throws(SystemFault) in try store.synchronise(folder: store.runs) }
        // What is left is of no use to anybody, and goes when the store is opened next.
        try? store.files.removeTree(grave)
    }
}
