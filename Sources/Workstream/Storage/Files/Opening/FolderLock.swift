/// The right of this object to write into a folder: nobody else has it, in this process or another one, until the object goes (S65).
///
/// The system's lock on a file ends with its process, however that ends. Where it belongs to the process, as on some network file systems, the table of this
/// process still keeps two storages apart.
final class FolderLock: Sendable {
    private static let held = Lock<[FileIdentity: LockHolder]>([:])

    /// Who has it: this process.
    let holder: LockHolder
    private let identity: FileIdentity
    private let file: Lock<Descriptor?>
    private let files: any FileSystem

    /// Takes a folder.
    ///
    /// - Throws: `StorageError` with code `.owned`, naming who has it and since when, `.io` and `.full`.
    init(_ path: String, of folder: String, files: any FileSystem, isDurable: Bool, at now: Timestamp) throws(StorageError) {
        let file = try reaching { () throws(SystemFault) in try files.open(path, for: .keeping) }
        let identity = try reaching { () throws(SystemFault) in try files.information(of: file).identity }
        let contents = try reaching { () throws(SystemFault) in try files.contents(of: file) }
        let last: LockHolder? = try? JSON(parsing: contents).decode()
        let holder = LockHolder(
            process: HostProcess.id, host: HostProcess.machineName, since: now, tenure: min(max(last?.tenure ?? 0, 0), 1 << 29) + 1)
        let other = Self.held.withLock { held -> LockHolder? in
            if let other = held[identity] { return other }
            held[identity] = holder
            return nil
        }
        if let other { throw .owned(folder, by: other) }
        do throws(StorageError) {
            guard try reaching(nil, { () throws(SystemFault) in try files.lock(file) }) else { throw StorageError.owned(folder, by: last) }
            let bytes = try holder.bytes()
            try reaching { () throws(SystemFault) in
                // Never empty in between: how often the store was taken must not be forgotten.
                try files.write(bytes, to: file, at: 0)
                try files.truncate(file, to: bytes.count)
                if isDurable { try files.synchronise(file) }
            }
        } catch {
            Self.held.withLock { $0[identity] = nil }
            throw error
        }
        self.holder = holder
        self.identity = identity
        self.file = Lock(file)
        self.files = files
    }

    deinit {
        release()
    }

    /// Gives the folder back.
    func release() {
        guard let file = file.withLock({ $0.take() }) else { return }
        // Closing the file is not enough: a command that is just being started has the descriptor too until it runs, and the lock would stay as long. The lock
        // comes before the entry in the table.
        files.unlock(file)
        Self.held.withLock { $0[identity] = nil }
    }
}
