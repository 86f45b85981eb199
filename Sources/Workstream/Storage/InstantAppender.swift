/// Appends to one run, with one lease, without a wait.
///
/// An engine appends in the very step that decides, so that nobody waits for that, and no task takes turns with another for its sake.
package protocol InstantAppender: AnyObject, Sendable {
    /// Does what `append` of the storage does, at once, on the thread that asks.
    ///
    /// It is called under the lock of the run's driver: it must not wait, and not call the engine.
    func append(_ batch: Batch) throws(StorageError)
}
