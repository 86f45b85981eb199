/// Heads as those who look on see them: read from files that their owner rewrites.
///
/// A head that was read is kept until its file is another one, so a listing costs two looks at the disk for each run.
final class HeadShelf: Sendable {
    private struct Known {
        var head: FileInformation?
        var lease: FileInformation?
        var journal: RunJournal
        var owner: LeaseFile?
    }

    private let store: FileStore
    private let known = Lock<[RunID: Known]>([:])
    /// When each run was submitted.
    private let places = Lock<[RunID: Timestamp]>([:])

    /// Heads of the runs of a store.
    init(in store: FileStore) {
        self.store = store
    }

    /// A page of heads.
    ///
    /// Where a run stands in the list never changes, so only the heads up to the end of the page are looked at.
    func heads(matching query: RunQuery, after cursor: Cursor?, limit: Int) throws(StorageError) -> Page<RunHead> {
        let before = places.withLock { $0 }
        var after: [RunID: Timestamp] = [:]
        var found: [RunID: RunHead] = [:]
        for run in try store.listRuns() {
            if let submitted = before[run] {
                after[run] = submitted
            } else if let head = try? head(of: run) {
                found[run] = head
                // One that cannot be read, or is just being made, keeps nobody from seeing the others (S66), and may tell more the next time.
                if head.lastNumber > 0 { after[run] = head.submitted }
            }
        }
        let (placed, read) = (after, found)
        places.withLock { $0 = placed }
        known.withLock { known in known = known.filter { placed[$0.key] != nil } }
        let listing = RunListing(placed.merging(read.mapValues(\.submitted)) { placed, _ in placed })
        return try listing.page(matching: query, after: cursor, limit: limit) { run in read[run] ?? (try? head(of: run)) }
    }

    /// The head of a run; `nil` when there is no such run.
    func head(of run: RunID) throws(StorageError) -> RunHead? {
        guard try store.hasFolder(run) else { return nil }
        let places = store.places(of: run)
        let (head, lease) = try reaching(run) { () throws(SystemFault) in
            (try store.files.information(at: places.head), try store.files.information(at: places.lease))
        }
        var entry = known.withLock { $0[run] }
        if head == nil || entry?.head != head || entry?.lease != lease {
            let read = Known(head: head, lease: lease, journal: RunJournal(of: run, in: store), owner: store.lease(of: run))
            entry = read
            // A file that was written just now may be written again without a difference that the system shows.
            let isSettled = store.now() - Timestamp(nanoseconds: max(head?.changed ?? .max, lease?.changed ?? 0)) > .seconds(1)
            known.withLock { $0[run] = isSettled ? read : nil }
        }
        return entry.map { caughtUp($0, run) }
    }

    /// The head as of the last event that is known to be durable, which may have come after the file was written.
    private func caughtUp(_ entry: Known, _ run: RunID) -> RunHead {
        var journal = entry.journal
        var head = journal.head
        let durable = head.status.isFinal ? nil : mark(of: run)
        if !journal.hasHead || durable.map({ $0 > head.lastNumber }) == true {
            do throws(StorageError) {
                try journal.catchUp(upTo: durable ?? .max)
                head = journal.head
                let read = journal
                known.withLock { if $0[run]?.head == entry.head { $0[run]?.journal = read } }
            } catch {
                head = journal.head(unreadable: error)
            }
        }
        guard let lease = entry.owner else { return head }
        if store.now() < lease.expiry { head.owner = lease.owner }
        head.lastSignOfLife = max(head.lastSignOfLife, lease.lastSignOfLife)
        return head
    }

    /// The number of the last event that is known to be durable.
    func durable(_ run: RunID) throws(StorageError) -> Int {
        guard let head = try head(of: run) else { throw .notFound(run) }
        return head.lastNumber
    }

    /// What the owner says that is durable; `nil` when the file is being written just now, or is not there.
    private func mark(of run: RunID) -> Int? {
        guard let bytes = try? store.files.contents(of: store.places(of: run).durable) else { return nil }
        return DurableMark(bytes, of: run)?.number
    }
}
