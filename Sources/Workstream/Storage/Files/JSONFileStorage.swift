/// Keeps runs in a folder, as files that people can read with the tools that they have.
///
/// ```swift
/// let engine = try await Engine(storage: .directory("runs"), plugins: [Shell()])
/// ```
///
/// Each run has a folder of its own: its plan, and its journal, one batch of events a line with a checksum, which is the truth; the rest can be made anew
/// from these. docs/storage-format.md describes every file.
///
/// One object at a time may write into a folder. Others open it as observers, in this process or any other: they take no lock, read what is durable, follow
/// what is added, and leave messages, which the owner finds within moments. What the owner appends is shown to observers as soon as it is durable; where the
/// owner dies right between, its last batch is shown once somebody has taken the run up again.
///
/// Several engines of one process may share one object, each with an `open` and a `close` of its own; it closes with the last of them.
public final class JSONFileStorage: Storage {
    /// What an open storage does for those who opened it.
    private struct Session: Sendable {
        var access: Access
        var users = 1
        var reading: StoreReading
        var owned: OwnedStore?
    }

    private enum Phase: Sendable {
        case closed
        case opening
        case open(Session)
    }

    private let directory: String
    private let settings: Settings
    private let files: any FileSystem
    private let now: @Sendable () -> Timestamp
    private let phase = Lock(Phase.closed)

    /// How many bytes of live output are kept of an attempt: 1 MiB.
    ///
    /// Engines send no more by themselves.
    public static let outputLimit = 1 << 20

    /// A storage in a folder, which is made when it is opened by an engine and does not exist; what it is in must exist.
    ///
    /// For an observer the folder must exist.
    ///
    /// - Parameters:
    ///   - directory: The path of the folder.
    ///   - durability: What stored events survive: `.full`, a power cut too, or `.processCrash`, the end of the process alone, which is faster because nothing
    ///     waits for the disk.
    public convenience init(directory: String, durability: Durability = .full) {
        let clock = SteadyClock()
        self.init(directory: directory, settings: Settings(durability: durability), files: SystemFiles(), now: { clock.now })
    }

    /// A storage whose disk and clock are a test's.
    init(directory: String, settings: Settings, files: any FileSystem = SystemFiles(), now: @escaping @Sendable () -> Timestamp) {
        self.directory = directory
        self.settings = settings
        self.files = files
        self.now = now
    }

    /// What stored events survive.
    public var durability: Durability { settings.durability }

    /// The torn ends of journals that were cut off since the storage was opened (S68).
    ///
    /// They are found when a run is acquired.
    public var tornTails: [TornTail] {
        phase.withLock { phase in
            guard case .open(let session) = phase else { return [] }
            return session.owned?.tornTails ?? []
        }
    }

    /// Opens the folder.
    ///
    /// - Throws: `StorageError` with code `.owned`, naming the process that has the folder and since when, `.notFound` when somebody wants to look at a folder
    ///   that does not exist, `.damaged` for one that is no store, `.newerFormat`, `.closed` for an object that is open with another access, `.io` and `.full`.
    public func open(_ access: Access) async throws {
        let mustOpen = try phase.withLock { phase throws(StorageError) in
            switch phase {
            case .closed:
                phase = .opening
                return true
            case .opening: throw .opened(directory)
            case .open(var session):
                guard session.access == access else { throw .opened(directory) }
                session.users += 1
                phase = .open(session)
                return false
            }
        }
        guard mustOpen else { return }
        do {
            let session = try await session(for: access)
            phase.withLock { $0 = .open(session) }
        } catch {
            phase.withLock { $0 = .closed }
            throw error
        }
    }

    private func session(for access: Access) async throws(StorageError) -> Session {
        guard [.full, .processCrash].contains(settings.durability) else {
            throw .malformed("A storage in files cannot have the durability \"\(settings.durability)\", only \"full\" or \"processCrash\".")
        }
        let threads: FileThreads
        do {
            threads = try FileThreads(limit: settings.threads)
        } catch {
            throw StorageError(.io, error.description, cause: error)
        }
        let store = try await threads.run { [directory, settings, files, now] () throws(StorageError) in
            let store = FileStore(
                folder: try StoreOpening.folder(at: directory, for: access, files: files), files: files, threads: threads,
                descriptors: DescriptorCache(limit: settings.openFiles), settings: settings, now: now)
            if access == .observer { try StoreOpening(of: store).look() }
            return store
        }
        guard access == .readWrite else {
            return Session(access: access, reading: StoreReading(of: store, asSeenBy: .observer(HeadShelf(in: store))))
        }
        let owned = try await OwnedStore.open(store)
        return Session(access: access, reading: StoreReading(of: store, asSeenBy: .owner(owned)), owned: owned)
    }

    /// Closes the storage for one of those who opened it.
    public func close() async throws {
        let owned = phase.withLock { phase -> OwnedStore? in
            guard case .open(var session) = phase else { return nil }
            session.users -= 1
            phase = session.users > 0 ? .open(session) : .closed
            return session.users > 0 ? nil : session.owned
        }
        await owned?.close()
    }

    /// What may be done by anybody who opened it.
    func reading() throws(StorageError) -> StoreReading {
        guard case .open(let session) = phase.withLock({ $0 }) else { throw .closed() }
        return session.reading
    }

    /// What may be done by the owner of the folder.
    func owned() throws(StorageError) -> OwnedStore {
        guard case .open(let session) = phase.withLock({ $0 }) else { throw .closed() }
        guard let owned = session.owned else { throw .observed() }
        return owned
    }
}

extension Storage where Self == JSONFileStorage {
    /// A storage in a folder, so that `Engine(storage: .directory("runs"))` reads well.
    public static func directory(_ path: String, durability: Durability = .full) -> JSONFileStorage {
        JSONFileStorage(directory: path, durability: durability)
    }
}
