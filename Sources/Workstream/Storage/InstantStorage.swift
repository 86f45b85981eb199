/// A storage whose appends wait for nothing.
///
/// An engine makes them in the very step that decides, so that nobody waits for them, and no task takes turns with another for their sake.
package protocol InstantStorage: Storage, AnyObject {
    /// Whether that holds of this object.
    var appendsAtOnce: Bool { get }

    /// Does what `append` does, at once, on the thread that asks.
    ///
    /// It is called under the lock of the run's driver: it must not wait, and not call the engine.
    func appendAtOnce(_ batch: Batch, as lease: Lease) throws(StorageError)
}

extension InstantStorage {
    package var appendsAtOnce: Bool { true }
}
