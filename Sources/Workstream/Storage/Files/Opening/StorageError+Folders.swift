/// The errors of a folder of runs.
extension StorageError {
    /// Somebody else holds the whole store.
    static func owned(_ folder: String, by holder: LockHolder?) -> StorageError {
        let who = holder.map { "process \($0.process) on \"\($0.host)\", since \($0.since)" } ?? "another process"
        return StorageError(
            .owned,
            "The store \"\(folder)\" is held by \(who). One engine at a time writes into it, or their journals would mix. Shut that one down, or open the "
                + "storage as an observer.", heldSince: holder?.since)
    }

    /// Somebody wants to look at the runs of a folder that does not exist.
    static func noFolder(_ path: String, in place: String?) -> StorageError {
        StorageError(
            .notFound,
            "There is no folder \"\(path)\"\(place.map { " in \"\($0)\"" } ?? ""), so there are no runs to look at. The first engine that opens it makes it: "
                + "either none has, or it has another name. Check the path.")
    }

    /// A folder is not what it should be.
    static func noStore(_ folder: String, because why: String) -> StorageError {
        StorageError(
            .damaged,
            "\"\(folder)\" is no store of Workstream: \(why). Writing into it could harm what another program keeps there. Name an empty folder, or one that "
                + "a storage made.")
    }

    /// An append failed, and nobody has looked since at what it left.
    static func tailUnknown(_ run: RunID) -> StorageError {
        StorageError(
            .io,
            "Nothing can be appended to run \"\(run)\": an earlier append failed, and what it left in the journal is not known. Release the run and acquire it "
                + "again: then the end of its journal is read.", run: run)
    }

    /// The object is being opened, or is open with another access.
    static func opened(_ folder: String) -> StorageError {
        StorageError(
            .closed,
            "The storage of \"\(folder)\" is being opened already, or is open with another access. What one may do, another of the same object could not. Make "
                + "another object for the same folder.")
    }
}
