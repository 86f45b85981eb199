/// Keeps runs: their definitions, journals, heads, messages, live output, and who may drive them.
///
/// A storage has no opinion about what a run does. It keeps what it is given, in order, and keeps these promises, each of which is a test that any storage can
/// be put to: `StoragePromise` of `WorkstreamTesting`. The guide "Writing a storage" goes through a whole one.
///
/// - **Whole or not at all.** A batch is stored with all its events and its head, or leaves no trace (S61).
/// - **Durable on return.** What a returned `append` or `create` stored survives what the storage states that it survives (S60). What was appended to a run
///   earlier is durable when something later is. A storage may let appends of several runs wait for one durable write.
/// - **No gaps.** The first event of a batch has the number after the last stored one; anything else is refused as a `conflict`.
/// - **One owner.** A lease is had by one owner at a time, also when two engines of one process ask (S65). Every lease has a fencing number, larger than that
///   of every earlier lease of the run; whatever comes with a lease that is not the run's present one, or has expired, is refused as `leaseLost`.
/// - **One step.** `create` looks for the id and for an unfinished run of the same plan name and key, and stores, in one step (S48).
///
/// What a caller promises: at most one `append` per run is under way; after an `append` that failed it appends nothing more until it has released the run,
/// acquired it again and read its tail, because what of the batch was stored is not known (S67).
///
/// Every function may be called from any task, at the same time as others. A function that is cancelled either does all that it was to do or nothing.
/// All of them throw `StorageError`, and before `open` and after `close` they do so with code `.closed`.
public protocol Storage: Sendable {
    /// What stored events survive; `full` unless the storage says otherwise.
    var durability: Durability { get }

    /// Opens the storage; called once, before anything else. A storage whose object may be shared by several engines says so.
    ///
    /// - Throws: `StorageError` with code `.owned` when somebody holds the whole storage against `readWrite`, `.damaged` or `.newerFormat` when it cannot be
    ///   read at all, `.io` when the system refuses. A single run that cannot be read keeps nobody from opening (S66).
    func open(_ access: Access) async throws

    /// Stores a new run, unless one with its id, or an unfinished one with the same plan name and key, exists.
    ///
    /// - Returns: `.created`, or `.exists` with the id of the run that was found; then nothing was stored.
    func create(_ run: NewRun) async throws -> Creation

    /// Stores events and the head that follows from them, whole or not at all, durable on return.
    ///
    /// - Throws: `StorageError` with code `.conflict` when `batch.first` is not the number after the last stored one, `.leaseLost` when the lease is no longer
    ///   the run's, `.notFound`, or `.io` and `.full` when it could not be written: then the run's tail is unknown until it is acquired again.
    func append(_ batch: Batch, as lease: Lease) async throws

    /// The plan of a run, as it was stored.
    ///
    /// - Throws: `StorageError` with code `.notFound`, `.newerFormat` or `.damaged`.
    func definition(of run: RunID) async throws -> StoredPlan

    /// Events of a run in order, beginning with the one after a number.
    ///
    /// Only durable events are given. An empty list means that there are no more at present.
    ///
    /// - Parameters:
    ///   - run: The run.
    ///   - number: The number of the last event that is known; 0 for the whole journal.
    ///   - limit: The largest number of events to give, at least 1; fewer may be given although there are more.
    /// - Throws: `StorageError` with code `.notFound` or `.damaged`.
    func events(of run: RunID, after number: Int, limit: Int) async throws -> [StoredEvent]

    /// The heads of the runs that match a query, newest submission first, a page at a time.
    ///
    /// A run that matches during the whole listing is given exactly once, whatever is stored between pages; one that is created, changed or deleted meanwhile
    /// is given at most once. A head has the owner and the last sign of life as the storage knows them.
    ///
    /// - Parameters:
    ///   - query: Which runs.
    ///   - cursor: Where the page before ended; `nil` for the first page.
    ///   - limit: The largest number of heads to give, at least 1.
    func heads(matching query: RunQuery, after cursor: Cursor?, limit: Int) async throws -> Page<RunHead>

    /// The last checkpoint of a run; a cache, so it may always be `nil`.
    func checkpoint(of run: RunID) async throws -> Checkpoint?

    /// Keeps a checkpoint, or not: nothing depends on it.
    func put(_ checkpoint: Checkpoint, as lease: Lease) async throws

    /// Makes somebody the only one who may append to a run.
    ///
    /// When it returns, no append of an earlier lease can be stored any more.
    ///
    /// - Throws: `StorageError` with code `.owned`, naming who holds the run and since when, `.notFound`.
    func acquire(_ run: RunID, for owner: Owner, lasting: Duration) async throws -> Lease

    /// Lets leases last so long from now on; it is also the sign of life of the runs (S64).
    ///
    /// - Returns: The leases that were kept, with their new expiry. Those that are missing were lost.
    func renew(_ leases: [Lease], lasting: Duration) async throws -> [Lease]

    /// Gives leases back. Those that were lost already are passed over.
    func release(_ leases: [Lease]) async throws

    /// Leaves a message for the owner of a run, who turns it into events. Anybody may, without a lease.
    ///
    /// - Throws: `StorageError` with code `.notFound`.
    func post(_ message: Message, to run: RunID) async throws

    /// The messages of several runs with numbers above those that are known, in order within each run.
    ///
    /// - Parameter numbers: By run, the number of the last message that is known; 0 for all. Runs that do not exist are passed over.
    func messages(after numbers: [RunID: Int]) async throws -> [StoredMessage]

    /// Keeps a piece of live output, without waiting for anything durable; it may be lost in a crash (S73).
    ///
    /// - Throws: `StorageError` with code `.leaseLost` or `.notFound`.
    func append(_ output: OutputChunk, as lease: Lease) async throws

    /// The live output of an attempt that was kept; `nil` when there is none.
    func output(of node: Int, attempt: Int, in run: RunID) async throws -> Output?

    /// Removes a run and all that belongs to it.
    ///
    /// - Throws: `StorageError` with code `.owned` while somebody holds the run, `.unfinished` when it has begun and not ended, `.notFound` (S49).
    func delete(_ run: RunID) async throws

    /// Closes the storage. Leases are given back before that; one that was not ends with its time.
    func close() async throws
}

extension Storage {
    /// The end of the process, of the system, and a power cut.
    public var durability: Durability { .full }
}
