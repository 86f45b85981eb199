/// A run as its files tell of it: its head, brought up to the end of its journal.
struct RunJournal: Sendable {
    /// The head after the last event that was read.
    private(set) var head: RunHead
    /// Whether the head in its file is older than the journal, or cannot be read.
    private(set) var isLagging: Bool
    private let run: RunID
    private let store: FileStore
    private let known: JournalPosition?
    private var position: JournalPosition
    private var shape: Shape?
    private var plan: Plan?

    /// Reads the head of a run.
    init(of run: RunID, in store: FileStore) {
        self.run = run
        self.store = store
        let file = store.head(of: run).flatMap { $0.journal.isPossible ? $0 : nil }
        known = file?.journal
        position = file?.journal ?? .start
        head = file?.head ?? RunHead(id: run, plan: "", lastNumber: 0, submitted: Timestamp(nanoseconds: 0))
        isLagging = file == nil
    }

    /// Whether the head's file could be read.
    var hasHead: Bool { known != nil }

    /// Whether the journal may go further than the head; two looks at its folder tell.
    func mayLag() throws(SystemFault) -> Bool {
        guard let known else { return true }
        let places = store.places(of: run)
        if try store.files.information(at: places.segment(first: known.segment)) != nil { return true }
        return try store.files.information(at: places.journal)?.size != known.bytes
    }

    /// Reads the journal to its end, from where the head was written or the last reading ended.
    ///
    /// - Throws: `StorageError` with code `.damaged`, `.newerFormat` or `.io`; the head then is as of the last event that could be read.
    mutating func catchUp() throws(StorageError) -> JournalEnd {
        guard let end = try read(upTo: .max) else { preconditionFailure("Reading without a limit ended before the end.") }
        return end
    }

    /// Reads the journal up to an event that is known to be durable, or to its end.
    ///
    /// - Throws: Like `catchUp()`.
    mutating func catchUp(upTo number: Int) throws(StorageError) {
        _ = try read(upTo: number)
    }

    private mutating func read(upTo number: Int) throws(StorageError) -> JournalEnd? {
        var scanner = JournalScanner(run: run, from: position, known: known)
        let end = try JournalSegments(of: run, in: store).readToEnd(&scanner) { batch, segment throws(StorageError) in
            guard batch.last <= number else {
                position = batch.position(in: segment)
                return false
            }
            isLagging = true
            for stored in try batch.events() { try apply(try stored.event()) }
            return true
        }
        if let end { position = end.position }
        return end
    }

    private mutating func apply(_ event: Event) throws(StorageError) {
        let shape = try compiled()
        if event.number == 1, let plan { head = RunHead(of: plan, id: run, submitted: event.time) }
        guard event.node >= 0, event.node < shape.count else {
            // What the events mean is the engine's business, and so is one that does not fit the plan.
            head.lastNumber = event.number
            head.lastSignOfLife = max(head.lastSignOfLife, event.time)
            return
        }
        head.apply(event, in: shape)
    }

    private mutating func compiled() throws(StorageError) -> Shape {
        if let shape { return shape }
        let stored = try store.definition(of: run)
        do {
            let compiled = try Shape(stored.plan, retryPolicy: { _ in .never })
            shape = compiled
            plan = stored.plan
            return compiled
        } catch {
            throw .damaged(FilePlace(file: RunFiles.plan, record: 1, offset: 0), of: run, because: "its nodes cannot be numbered", cause: error)
        }
    }
}

extension RunJournal {
    /// The head of a run that cannot be read, as far as it is known: it stands in lists, so that a person sees it (S66).
    func head(unreadable error: StorageError) -> RunHead {
        var head = head
        if !hasHead && head.lastNumber == 0 { head.status = .running }
        head.attention = .held(reason: error.message)
        return head
    }
}

extension JournalPosition {
    /// Whether a journal can have such a place at all; a file may say anything.
    fileprivate var isPossible: Bool {
        let limits = 1..<Int.max / 2
        return limits.contains(segment) && limits.contains(bytes) && limits.contains(lines) && limits.contains(last)
    }
}
