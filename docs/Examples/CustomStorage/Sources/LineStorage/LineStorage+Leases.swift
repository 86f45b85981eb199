public import Workstream

/// Who may drive which run.
extension LineStorage {
    /// Gives a run to somebody, with a fencing number that nobody had before.
    public func acquire(_ run: RunID, for owner: Owner, lasting: Duration) throws -> Lease {
        try use(.readWrite) { file in
            let (record, now) = (try record(of: run), now())
            if let lease = record.lease(at: now) { throw StorageError.owned(by: lease) }
            let lease = Lease(run: run, owner: owner, token: record.lastToken + 1, acquired: now, expiry: now + lasting)
            try write(Line(run: run, lease: lease), to: file)
            return lease
        }
    }

    /// Lets leases last longer; those that are over are left out of the answer.
    public func renew(_ leases: [Lease], lasting: Duration) throws -> [Lease] {
        try use(.readWrite) { file in
            let now = now()
            return try leases.compactMap { lease in
                guard var present = runs[lease.run]?.lease(at: now), present.token == lease.token else { return nil }
                present.expiry = now + lasting
                try write(Line(run: lease.run, lease: present, lastSignOfLife: now.nanoseconds), to: file)
                return present
            }
        }
    }

    /// Takes leases back; those that somebody else has by now are left alone.
    public func release(_ leases: [Lease]) throws {
        try use(.readWrite) { file in
            for lease in leases where runs[lease.run]?.lease?.token == lease.token {
                try write(Line(run: lease.run, isReleased: true), to: file)
            }
        }
    }

    /// Refuses a lease that is not the run's present one, before anything is written with it.
    func check(_ lease: Lease, for run: RunID) throws {
        guard lease.run == run else { throw StorageError.malformed("The lease of run \"\(lease.run)\" was used for run \"\(run)\".", run: run) }
        let present = try record(of: run).lease(at: now())
        guard present?.token == lease.token else { throw StorageError.leaseLost(lease, holder: present?.owner) }
    }
}
