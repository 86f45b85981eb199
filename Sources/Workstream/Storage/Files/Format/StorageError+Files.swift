/// The errors of what is read from files.
extension StorageError {
    /// A file of a run is not as it was written.
    ///
    /// - Parameter why: What is wrong with the record, as the end of a sentence about it.
    static func damaged(_ place: FilePlace, of run: RunID, because why: String, cause: (any Error)? = nil) -> StorageError {
        StorageError(
            .damaged,
            "The run \"\(run)\" is damaged in \(place): \(why). What was stored there once cannot be read any more, so nobody can say where the run "
                + "stands. Bring back the folder of the run from a copy.", run: run, cause: cause)
    }

    /// The plan of a run is not the one with which its journal begins.
    ///
    /// - Parameters:
    ///   - says: The checksum of the plan that the journal was begun with.
    ///   - has: The checksum of the file that is there.
    static func planChanged(of run: RunID, says: UInt32, has: UInt32) -> StorageError {
        StorageError(
            .damaged,
            "The file \"\(RunFiles.plan)\" of run \"\(run)\" was changed after it was stored: its bytes have the checksum \(ChecksumText.text(of: has)), but "
                + "the journal begins with \(ChecksumText.text(of: says)). The journal names nodes by number, so with another plan its events would mean "
                + "other work. Put the file back as it was, or the folder of the run from a copy; submit a changed plan as a run of its own.",
            run: run)
    }

    /// A file of a run was written by a newer version.
    static func newerFormat(_ place: FilePlace, of run: RunID, version: Int, newest: Int) -> StorageError {
        StorageError(
            .newerFormat,
            "The run \"\(run)\" has format version \(version) in \(place). This version reads up to \(newest), and cannot know what a newer one "
                + "means. Open the run with the version that wrote it, or a later one.", run: run)
    }
}
