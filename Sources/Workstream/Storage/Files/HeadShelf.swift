/// Heads as those who look on see them: read from files that their owner rewrites.
///
/// A head that was read is kept until its file is another one, so a listing costs two looks at the disk for each run that has not ended.
final class HeadShelf: Sendable {
    private struct Known {
        var head: FileInformation?
        var lease: FileInformation?
        var journal: RunJournal
        var owner: LeaseFile?
    }

    /// Where the runs stand in the list, which never changes.
    private struct Places {
        var submitted: [RunID: Timestamp] = [:]
        var listing = RunListing()

        mutating func change(adding new: [RunID: Timestamp], removing gone: Set<RunID>) {
            // Later ones last, where the list takes them at once.
            for (run, time) in new.sorted(by: { $0.value < $1.value }) where submitted.updateValue(time, forKey: run) == nil {
                listing.insert(run, submitted: time)
            }
            for run in gone {
                if let time = submitted.removeValue(forKey: run) { listing.remove(run, submitted: time) }
            }
        }
    }

    private let store: FileStore
    private let known = Lock<[RunID: Known]>([:])
    /// Those of runs that have ended, which stay as they are.
    private let ended = Lock<[RunID: RunHead]>([:])
    private let places = Lock(Places())

    /// Heads of the runs of a store.
    init(in store: FileStore) {
        self.store = store
    }

    /// A page of heads.
    ///
    /// Only the heads up to the end of the page are looked at, and of those that are asked for by their ids no others.
    func heads(matching query: RunQuery, after cursor: Cursor?, limit: Int) async throws(StorageError) -> Page<RunHead> {
        guard let ids = query.ids else {
            let runs = try await store.threads.run { [store] () throws(StorageError) in try store.listRuns() }
            let before = places.withLock { $0.submitted }
            let new = await store.threads.map(runs.filter { before[$0] == nil }) { run in try? self.head(of: run, isListed: true) }
            return try await store.threads.run { () throws(StorageError) in
                try self.listing(of: runs, before, adding: new).page(matching: query, after: cursor, limit: limit) { run in
                    try? self.head(of: run, isListed: true)
                }
            }
        }
        return try await store.threads.run { () throws(StorageError) in
            var heads: [RunID: RunHead] = [:]
            for run in ids { heads[run] = try? self.head(of: run) }
            return try RunListing().page(matching: query, after: cursor, limit: limit) { heads[$0] }
        }
    }

    /// The list of the runs that there are now.
    private func listing(of runs: [RunID], _ before: [RunID: Timestamp], adding heads: [RunHead?]) -> RunListing {
        var new: [RunID: Timestamp] = [:]
        var unplaced: [RunID: Timestamp] = [:]
        for head in heads {
            guard let head else { continue }
            let run = head.id
            // One that cannot be read, or is just being made, keeps nobody from seeing the others (S66), and may tell more the next time.
            if head.lastNumber > 0 { new[run] = head.submitted } else { unplaced[run] = head.submitted }
        }
        let isSame = before.count + new.count + unplaced.count == runs.count
        let gone = isSame ? [] : Set(before.keys).subtracting(runs)
        let (added, removed) = (new, gone)
        known.withLock { known in for run in removed { known[run] = nil } }
        ended.withLock { ended in for run in removed { ended[run] = nil } }
        var listing = places.withLock { places in
            places.change(adding: added, removing: removed)
            return places.listing
        }
        for (run, submitted) in unplaced { listing.insert(run, submitted: submitted) }
        return listing
    }

    /// The head of a run; `nil` when there is no such run.
    ///
    /// - Parameter isListed: Whether its folder was listed just now.
    func head(of run: RunID, isListed: Bool = false) throws(StorageError) -> RunHead? {
        if !isListed { guard try store.hasFolder(run) else { return nil } }
        if let last = ended.withLock({ $0[run] }) { return last }
        var entry = known.withLock { $0[run] }
        if entry == nil, case let journal = RunJournal(of: run, in: store), journal.hasHead, journal.head.status.isFinal {
            return remembered(journal.head)
        }
        let places = store.places(of: run)
        let (head, lease) = try reaching(run) { () throws(SystemFault) in
            (try store.files.information(at: places.head), try store.files.information(at: places.lease))
        }
        if head == nil || entry?.head != head || entry?.lease != lease {
            let journal = RunJournal(of: run, in: store)
            let read = Known(head: head, lease: lease, journal: journal, owner: journal.head.status.isFinal ? nil : store.lease(of: run))
            entry = read
            // A file that was written just now may be written again without a difference that the system shows.
            let isSettled = store.now() - Timestamp(nanoseconds: max(head?.changed ?? .max, lease?.changed ?? 0)) > .seconds(1)
            known.withLock { $0[run] = isSettled ? read : nil }
        }
        return entry.map { caughtUp($0, run) }.map(remembered)
    }

    /// Remembers a head that will not change any more; one of which a person should know something may come from a journal that is mended some day.
    private func remembered(_ head: RunHead) -> RunHead {
        guard head.status.isFinal, head.attention == .none else { return head }
        ended.withLock { $0[head.id] = head }
        known.withLock { $0[head.id] = nil }
        return head
    }

    /// The head as of the last event that is known to be durable, which may have come after the file was written.
    private func caughtUp(_ entry: Known, _ run: RunID) -> RunHead {
        var journal = entry.journal
        var head = journal.head
        let durable = head.status.isFinal ? nil : store.durable(run)
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
}
