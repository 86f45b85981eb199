public import Workstream

/// Runs come, grow and go.
extension LineStorage {
    /// Looks for the id and the key, and stores, in one step: nobody else can write in between.
    public func create(_ run: NewRun) throws -> Creation {
        try use(.readWrite) { file in
            try run.check()
            if runs[run.id] != nil { return .exists(run.id) }
            if let other = runs.values.first(where: { $0.takesKey(of: run.head) }) { return .exists(other.head.id) }
            try write(Line(run: run.id, plan: run.plan, events: [StoredEvent(run.event)], head: StoredHead(run.head)), to: file)
            return .created
        }
    }

    /// Keeps a batch in one line, so that it is there whole or not at all.
    public func append(_ batch: Batch, as lease: Lease) throws {
        try use(.readWrite) { file in
            try check(lease, for: batch.run)
            try batch.check(after: record(of: batch.run).events.count)
            try write(Line(run: batch.run, events: batch.events.map(StoredEvent.init), head: StoredHead(batch.head)), to: file)
        }
    }

    /// Removes a run that nobody drives and that has ended or not begun.
    public func delete(_ run: RunID) throws {
        try use(.readWrite) { file in
            let record = try record(of: run)
            if let lease = record.lease(at: now()) { throw StorageError.owned(by: lease) }
            guard record.head.status != .running else { throw StorageError.unfinished(run, status: .running) }
            try write(Line(run: run, isDeleted: true), to: file)
        }
    }

    /// The plan of a run.
    public func definition(of run: RunID) throws -> StoredPlan {
        try use(.observer) { _ in try record(of: run).plan }
    }

    /// Events of a run, in order.
    public func events(of run: RunID, after number: Int, limit: Int) throws -> [StoredEvent] {
        try use(.observer) { _ in
            // Event 1 stands at index 0, so the index of the event after a number is that number.
            let events = try record(of: run).events
            return Array(events[min(max(number, 0), events.count)...].prefix(limit))
        }
    }

    /// Heads of runs; the cursor names the last run of a page, so whatever comes and goes before it makes no difference to the next page.
    public func heads(matching query: RunQuery, after cursor: Cursor?, limit: Int) throws -> Page<RunHead> {
        try use(.observer) { _ in
            let (start, now) = (try cursor.map(Place.init), now())
            let heads = runs.values.map { $0.head(at: now) }.filter(query.matches).sorted { Place($0) < Place($1) }
            let rest = heads.drop { head in start.map { Place(head) <= $0 } ?? false }
            let page = Array(rest.prefix(limit))
            return Page(page, next: rest.count > limit ? page.last.map { Place($0).cursor } : nil)
        }
    }
}
