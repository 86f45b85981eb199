import Foundation
public import Workstream

/// Keeps runs in one file of lines: a complete storage, small enough to be read in one sitting.
///
/// Every change of every run is one line of JSON, added at the end and synced before anybody hears of it. What the storage knows is what the lines say, from
/// the first to the last; it is kept in memory, and before each operation the lines that were added meanwhile are read, also those of other processes. So
/// most promises of `Storage` follow from two facts: a line is whole or it is not there, and a lock on the file lets one process at a time look, decide and
/// write.
///
/// ```swift
/// let engine = try await Engine(storage: LineStorage(path: "runs.jsonl"), plugins: [Greet()])
/// ```
///
/// It is an example, and good for some hundred runs: all of them stand in memory, a listing looks at each, and the file never becomes smaller, so what was
/// deleted can still be found in it. The guide "Writing a storage" says what a larger one does instead.
public actor LineStorage: Storage {
    let now: @Sendable () -> Timestamp
    var runs: [RunID: Record] = [:]
    private let path: String
    private let thread = FileThread()
    private var access: Access?
    private var file: LineFile?

    /// A storage in the file at a path, which is made when the storage is opened.
    ///
    /// - Parameters:
    ///   - path: The file; its folder exists.
    ///   - now: The time by which leases end. All processes that open the file have to agree on it, so they run on one machine.
    public init(path: String, now: @escaping @Sendable () -> Timestamp = { Timestamp(Date()) }) {
        self.path = path
        self.now = now
    }

    /// Files are read and written on a thread of their own, since waiting for a disk would hold up the tasks of everybody else.
    public nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    /// Reads the file, so that a damaged one is refused at once.
    public func open(_ access: Access) throws {
        file = try LineFile(path: path)
        self.access = access
        try use(.observer) { _ in }
    }

    /// Lets go of the file; nothing has to be written, since nothing is kept back.
    public func close() {
        (file, access, runs) = (nil, nil, [:])
    }

    /// Does something while no other process looks or writes, knowing all that was written so far.
    ///
    /// - Parameter needed: What the storage must have been opened for.
    func use<Result>(_ needed: Access, _ body: (LineFile) throws -> Result) throws -> Result {
        guard let file else { throw StorageError.closed() }
        if needed == .readWrite, access == .observer { throw StorageError.observed() }
        return try file.locked {
            for line in try file.newLines() { apply(line) }
            return try body(file)
        }
    }

    /// Adds a line, and then believes it.
    func write(_ line: Line, to file: LineFile, isDurable: Bool = true) throws {
        try file.append(line, isDurable: isDurable)
        apply(line)
    }

    /// The one place where anything changes, by lines of one's own and of others, new and old.
    private func apply(_ line: Line) {
        if let plan = line.plan, let head = line.head?.head { runs[line.run] = Record(plan: plan, head: head) }
        if line.isDeleted == true {
            runs[line.run] = nil
        } else {
            runs[line.run]?.apply(line)
        }
    }

    /// What is known of a run.
    func record(of run: RunID) throws -> Record {
        guard let record = runs[run] else { throw StorageError.notFound(run) }
        return record
    }
}
