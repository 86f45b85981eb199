/// Finding the end of a journal that this process did not write, or whose last append failed (S67, S68).
extension RunWriter {
    /// Reads the end of the journal, cuts off what is torn, and makes the rest durable; nothing is written before all that is there was found sound.
    ///
    /// - Throws: `StorageError` with code `.damaged` or `.newerFormat` for a journal or plan that cannot be read, `.io` and `.full`.
    func takeUp() throws(StorageError) {
        end = .unknown
        store.descriptors.drop(run)
        // The beginning first: a journal of another run must not be taken for one of this run with a torn end.
        _ = try store.plan(of: run)
        var journal = RunJournal(of: run, in: store)
        let found = try journal.catchUp()
        // Whoever was told that an event is stored has gone on from it.
        let marked = store.isDurable ? store.durable(run) : nil
        let last = max(runs.withLock { $0.entries[run]?.head.lastNumber } ?? 0, marked ?? 0)
        if last > found.position.last {
            throw JournalSegments(of: run, in: store).short(found.position, of: last)
        }
        if let tear = found.tear { onTear(TornTail(run, tear)) }
        try reaching(run) { () throws(SystemFault) in
            try store.files.removeIfThere(places.newJournal)
            try makeDurable(found)
        }
        end = .known(found.position, isClosed: found.isClosed)
        runs.withLock { $0.update(journal.head) }
        written = journal.isLagging ? nil : HeadFile(journal.head, journal: found.position)
        mark(found.position.last)
        if journal.isLagging { writeHead() }
    }

    private func makeDurable(_ found: JournalEnd) throws(SystemFault) {
        let file = try store.files.open(found.path, for: .changing)
        if found.tear != nil { try store.files.truncate(file, to: found.position.bytes) }
        // After a sync that failed, the system may believe that the disk has what it has not. So the one line of which nobody knows is written again.
        if let start = found.lastBatch {
            let line = try store.files.read(file, at: start, count: found.position.bytes - start)
            try store.files.write(line, to: file, at: start)
        }
        if found.tear != nil || found.lastBatch != nil { try store.synchronise(file) }
        // The folder too: a new segment may have got its name without anybody knowing that it was durable.
        if found.lastBatch != nil { try store.synchronise(folder: places.folder) }
    }
}
