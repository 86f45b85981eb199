/// A storage whose appends may wait for nothing.
package protocol InstantStorage: Storage {
    /// What appends to a run at once.
    ///
    /// - Returns: nil: appends are to be waited for.
    func appender(as lease: Lease) -> (any InstantAppender)?
}
