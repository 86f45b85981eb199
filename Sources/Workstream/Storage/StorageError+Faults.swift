/// The errors that every storage throws in the same words.
extension StorageError {
    /// There is no such run.
    public static func notFound(_ run: RunID) -> StorageError {
        StorageError(
            .notFound,
            "There is no run \"\(run)\" in this storage. It was deleted, or it was submitted to another storage. Look for it in the list of runs.",
            run: run)
    }

    /// The storage is not open.
    public static func closed() -> StorageError {
        StorageError(.closed, "The storage is not open. It was closed, or never opened, so nothing can be read or kept. Open it first.")
    }

    /// The storage was opened by observers only.
    public static func observed() -> StorageError {
        StorageError(
            .closed,
            "The storage was opened for an observer. An observer reads and posts messages, and changes no run. Open it with the access \"readWrite\"."
        )
    }

    /// A batch does not follow the last stored event.
    public static func conflict(_ run: RunID, first: Int, last: Int) -> StorageError {
        StorageError(
            .conflict,
            "A batch of run \"\(run)\" begins with event \(first), but the last stored event is \(last). Somebody else appended meanwhile, or an earlier append "
                + "failed. Acquire the run again and read its journal.", run: run)
    }

    /// What was given to the storage contradicts itself.
    public static func malformed(_ what: String, run: RunID? = nil) -> StorageError {
        StorageError(
            .malformed, "\(what) Storing it would make a journal that nobody can read, so it was refused. This is a fault of the caller: report it.",
            run: run)
    }

    /// A lease is not the run's present one.
    public static func leaseLost(_ lease: Lease, holder: Owner?) -> StorageError {
        let holder = holder.map { "the run is held by \($0)" } ?? "nobody holds the run now"
        return StorageError(
            .leaseLost,
            "The lease \(lease.token) of run \"\(lease.run)\" has ended: \(holder). What came with the lease was not stored, because another engine may drive "
                + "the run. Acquire the run again.", run: lease.run)
    }

    /// Somebody holds the run.
    public static func owned(by lease: Lease) -> StorageError {
        StorageError(
            .owned,
            "The run \"\(lease.run)\" has been held by \(lease.owner) since \(lease.acquired). One engine drives a run at a time. "
                + "Ask that engine, shut it down, or wait until its lease ends at \(lease.expiry).", run: lease.run, holder: lease.owner,
            heldSince: lease.acquired)
    }

    /// The run has begun and not ended.
    public static func unfinished(_ run: RunID, status: NodeStatus) -> StorageError {
        StorageError(
            .unfinished,
            "The run \"\(run)\" is \(status). Deleting it would leave work behind that nobody knows of. Stop the run, wait for its end, then delete it.",
            run: run)
    }
}
