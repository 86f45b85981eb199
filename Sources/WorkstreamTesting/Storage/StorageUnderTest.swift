public import Workstream

/// A storage whose promises are tried, and what a test can do to it.
///
/// It is made anew for each promise: empty, not yet open, and apart from all others, since promises are tried side by side.
///
/// ```swift
/// let folder = try TemporaryFolder()
/// let clock = TestClock()
/// let storage = LineStorage(directory: folder.path, now: { clock.now })
/// return StorageUnderTest(
///     storage,
///     advance: { clock.advance(by: $0) },
///     another: { LineStorage(directory: folder.path, now: { clock.now }) },
///     crash: { storage.abandon() },
///     tear: { batch, _ in try storage.tear(batch) })
/// ```
public struct StorageUnderTest: Sendable {
    /// The storage, not yet open.
    public var storage: any Storage
    /// Lets time pass by the storage's clock, so that leases end.
    public var advance: @Sendable (Duration) async throws -> Void
    /// Makes another object that keeps its runs at the same place, as another process would; not yet open.
    ///
    /// `nil` for a storage whose runs go with its object.
    public var another: (@Sendable () async throws -> any Storage)?
    /// Lets go of the storage as a process does that is killed: nothing more is written, nothing is given back, and whatever the system holds for a process
    /// (descriptors, locks, connections) is gone.
    ///
    /// Called at most once; the storage is not used afterwards.
    public var crash: (@Sendable () async throws -> Void)?
    /// Begins to append a batch and is killed on the way, so that what was to be written is there in part.
    ///
    /// Called at most once, with a batch that could be appended; the storage is not used afterwards. `nil` for a storage that leaves half of a write to
    /// somebody else, such as a database.
    public var tear: (@Sendable (Batch, Lease) async throws -> Void)?

    /// A storage whose promises are tried.
    ///
    /// - Parameters:
    ///   - storage: The storage, empty and not yet open.
    ///   - advance: Lets time pass by its clock. A storage takes its time from a closure that it is given, so that nobody has to wait for leases to end.
    ///   - another: Makes another object for the same place.
    ///   - crash: Lets go of the storage as a process does that is killed.
    ///   - tear: Begins to append a batch and is killed on the way.
    public init(
        _ storage: any Storage, advance: @escaping @Sendable (Duration) async throws -> Void,
        another: (@Sendable () async throws -> any Storage)? = nil, crash: (@Sendable () async throws -> Void)? = nil,
        tear: (@Sendable (Batch, Lease) async throws -> Void)? = nil
    ) {
        self.storage = storage
        self.advance = advance
        self.another = another
        self.crash = crash
        self.tear = tear
    }
}
