/// Who may drive which run.
extension MemoryStorage.State {
    mutating func acquire(_ run: RunID, for owner: Owner, from now: Timestamp, lasting: Duration) throws(StorageError) -> Lease {
        try checkWritable()
        if let lease = try record(of: run).lease(at: now) { throw .owned(by: lease) }
        guard let lease = records[run]?.acquire(for: owner, from: now, lasting: lasting) else { throw .notFound(run) }
        return lease
    }

    mutating func renew(_ leases: [Lease], at now: Timestamp, lasting: Duration) throws(StorageError) -> [Lease] {
        try checkWritable()
        var kept: [Lease] = []
        for lease in leases {
            if let renewed = records[lease.run]?.renew(lease.token, at: now, lasting: lasting) { kept.append(renewed) }
        }
        return kept
    }

    mutating func release(_ leases: [Lease]) throws(StorageError) {
        try checkWritable()
        for lease in leases { records[lease.run]?.release(lease.token) }
    }
}
