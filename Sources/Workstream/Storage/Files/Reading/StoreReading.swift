/// What anybody who opened a store may do: read, and leave messages.
final class StoreReading: Sendable {
    /// Whose eyes it sees with.
    enum View: Sendable {
        /// Those of the process that holds the folder: it knows all heads.
        case owner(OwnedStore)
        /// Those of somebody who looks on: all that is known is in files.
        case observer(HeadShelf)
    }

    /// For how many runs it is remembered where their events are.
    private static let readerLimit = 512

    private let store: FileStore
    private let view: View
    private let boxes: MessageBoxes
    private let readers = Lock<[RunID: JournalReader]>([:])

    /// Reads a store.
    init(of store: FileStore, asSeenBy view: View) {
        self.store = store
        self.view = view
        boxes = MessageBoxes(in: store)
    }

    /// The number of the last durable event of a run.
    ///
    /// - Throws: `StorageError` with code `.notFound`.
    private func durable(_ run: RunID) async throws(StorageError) -> Int {
        switch view {
        case .owner(let owned): try owned.durable(run)
        case .observer(let shelf): try await store.threads.run { () throws(StorageError) in try shelf.durable(run) }
        }
    }

    /// Events of a run.
    func events(of run: RunID, after number: Int, limit: Int) async throws(StorageError) -> [StoredEvent] {
        let durable = try await durable(run)
        return try await reader(of: run).events(after: number, upTo: durable, limit: limit)
    }

    private func reader(of run: RunID) -> JournalReader {
        readers.withLock { readers in
            if let reader = readers[run] { return reader }
            if readers.count >= Self.readerLimit { readers = [:] }
            let reader = JournalReader(of: run, in: store)
            readers[run] = reader
            return reader
        }
    }

    /// A page of heads.
    func heads(matching query: RunQuery, after cursor: Cursor?, limit: Int) async throws(StorageError) -> Page<RunHead> {
        switch view {
        case .owner(let owned): try owned.heads(matching: query, after: cursor, limit: limit)
        case .observer(let shelf): try await shelf.heads(matching: query, after: cursor, limit: limit)
        }
    }

    /// The plan of a run.
    func definition(of run: RunID) async throws(StorageError) -> StoredPlan {
        try await look(at: run) { store throws(StorageError) in try store.definition(of: run) }
    }

    /// The last checkpoint of a run.
    func checkpoint(of run: RunID) async throws(StorageError) -> Checkpoint? {
        try await look(at: run) { store throws(StorageError) in store.checkpoint(of: run) }
    }

    /// The live output of an attempt.
    func output(of node: Int, attempt: Int, in run: RunID) async throws(StorageError) -> Output? {
        try await look(at: run) { store throws(StorageError) in try store.output(of: node, attempt: attempt, in: run) }
    }

    /// Leaves a message.
    func post(_ message: Message, to run: RunID) async throws(StorageError) {
        let boxes = boxes
        try await look(at: run) { _ throws(StorageError) in try boxes.post(message, to: run) }
    }

    /// The messages of several runs after the ones that are known; runs that do not exist have none.
    func messages(after numbers: [RunID: Int]) async throws(StorageError) -> [StoredMessage] {
        let boxes = boxes
        return try await store.threads.run { () throws(StorageError) in
            var messages: [StoredMessage] = []
            var fault: StorageError?
            // Sorted, so that the same messages come in the same order in every process.
            for (run, number) in numbers.sorted(by: { $0.key < $1.key }) {
                do throws(StorageError) {
                    messages += try boxes.messages(of: run, after: number)
                } catch {
                    fault = fault ?? error
                }
            }
            // Those of one run that cannot be read keep nobody from those of the others (S66).
            if let fault, messages.isEmpty { throw fault }
            return messages
        }
    }

    /// Forgets what is known of a run that was removed.
    func forget(_ run: RunID) {
        boxes.forget(run)
        readers.withLock { $0[run] = nil }
    }

    private func look<Result: Sendable>(
        at run: RunID, _ body: @escaping @Sendable (FileStore) throws(StorageError) -> Result
    ) async throws(StorageError) -> Result {
        let store = store
        let view = view
        return try await store.threads.run { () throws(StorageError) in
            switch view {
            case .owner(let owned): _ = try owned.durable(run)
            case .observer: guard try store.hasFolder(run) else { throw .notFound(run) }
            }
            return try body(store)
        }
    }
}
