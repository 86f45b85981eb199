/// The messages of runs, which anybody may post and the owner of a run picks up.
///
/// The files are the truth, since those who post may be other processes; what was read of them once is remembered, so that looking for new ones costs one
/// look at the size of a file.
final class MessageBoxes: Sendable {
    private let store: FileStore
    private let known = Lock<[RunID: MessageFile.Contents]>([:])

    /// Messages of the runs of a store.
    init(in store: FileStore) {
        self.store = store
    }

    /// The messages of a run after a number.
    func messages(of run: RunID, after number: Int) throws(StorageError) -> [StoredMessage] {
        let path = store.places(of: run).messages
        let size = try reaching(run) { () throws(SystemFault) in try store.files.information(at: path)?.size }
        guard let size, size > 0 else { return [] }
        var box = known.withLock { $0[run] } ?? MessageFile.Contents(messages: [], end: 0)
        if box.end != size {
            let bytes = try reaching(run) { () throws(SystemFault) in try store.files.contents(of: path, from: box.end) }
            if let bytes { try add(bytes, to: &box, of: run) }
        }
        return Array(box.messages.dropFirst(max(0, number)))
    }

    /// Adds a message.
    func post(_ message: Message, to run: RunID) throws(StorageError) {
        let path = store.places(of: run).messages
        let file = try reaching(run) { () throws(SystemFault) in
            let isNew = try store.files.information(at: path) == nil
            let file = try store.files.open(path, for: .adding)
            if isNew { try store.synchronise(folder: store.places(of: run).folder) }
            return file
        }
        try lock(file, of: run)
        defer { store.files.unlock(file) }
        var box = known.withLock { $0[run] } ?? MessageFile.Contents(messages: [], end: 0)
        let bytes = try reaching(run) { () throws(SystemFault) in try store.files.contents(of: file, from: box.end) }
        try add(bytes, to: &box, of: run)
        let line = try MessageFile(run: run).line(
            StoredMessage(run: run, number: box.messages.count + 1, time: store.now(), message: message))
        try reaching(run) { () throws(SystemFault) in
            // Whoever posted before may have gone down in the middle of it.
            if try store.files.information(of: file).size > box.end { try store.files.truncate(file, to: box.end) }
            try store.files.add(line, to: file)
            try store.synchronise(file)
        }
    }

    /// Forgets a run.
    func forget(_ run: RunID) {
        known.withLock { $0[run] = nil }
    }

    private func add(_ bytes: [UInt8], to box: inout MessageFile.Contents, of run: RunID) throws(StorageError) {
        let new = try MessageFile(run: run).read(bytes, from: box.end, after: box.messages.count)
        guard new.end > box.end else { return }
        box.messages += new.messages
        box.end = new.end
        let read = box
        known.withLock { if ($0[run]?.end ?? 0) < read.end { $0[run] = read } }
    }

    /// Waits until nobody else adds a message; that is a matter of a moment, unless somebody was stopped in the middle of it.
    private func lock(_ file: Descriptor, of run: RunID) throws(StorageError) {
        var waited = Duration.zero
        repeat {
            if try reaching(run, { () throws(SystemFault) in try store.files.lock(file) }) { return }
            let pause = waited < .milliseconds(20) ? Duration.milliseconds(1) : .milliseconds(10)
            NativeThread.sleep(pause)
            waited += pause
        } while waited < store.settings.messagePatience
        throw StorageError(
            .io,
            "The message to run \"\(run)\" could not be left: another process has had \"\(file.path)\" locked for \(store.settings.messagePatience). It holds the "
                + "lock for a moment only, unless it was stopped in between. Find it with \"fuser\" or \"lsof\", let it go on or end it, then try again.",
            run: run)
    }
}
