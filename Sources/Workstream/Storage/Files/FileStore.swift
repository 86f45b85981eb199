/// What all parts of an open storage of files share: the folder, and the way to reach it.
struct FileStore: Sendable {
    /// The folder of the store, from the root of the file system on: the process may change its directory.
    let folder: String
    /// The way to the disk.
    let files: any FileSystem
    /// Where calls may block.
    let threads: FileThreads
    /// Files that stay open.
    let descriptors: DescriptorCache
    /// How much of what.
    let settings: JSONFileStorage.Settings
    /// The storage's clock.
    let now: @Sendable () -> Timestamp

    /// The file that tells a store from any other folder.
    var marker: String { "\(folder)/\(StoreMarker.file)" }
    /// The file that keeps a second engine out.
    var lock: String { "\(folder)/lock" }
    /// The folder of the runs.
    var runs: String { "\(folder)/runs" }
    /// What is being made or removed; whatever a crash left there is of no use.
    var temporary: String { "\(folder)/temporary" }

    /// Whether stored events are to survive a power cut.
    var isDurable: Bool { settings.durability == .full }

    /// Where the files of a run are.
    func places(of run: RunID) -> RunPlaces { RunPlaces(folder: "\(runs)/\(run)") }

    /// The runs whose folders there are.
    ///
    /// Only what is a folder, and no link to one, is a run: everything below is reached through it.
    func listRuns() throws(StorageError) -> [RunID] {
        let names = try reaching { () throws(SystemFault) in
            do throws(SystemFault) {
                return try files.listFolders(runs)
            } catch {
                // Who looks on may have come before the first engine.
                guard error.isMissing else { throw error }
                return []
            }
        }
        return names.compactMap { name in
            // The same id in capitals would be another folder.
            name.utf8.contains { UInt8(ascii: "A")...UInt8(ascii: "F") ~= $0 } ? nil : RunID(name)
        }
    }

    /// Whether a run has a folder.
    func hasFolder(_ run: RunID) throws(StorageError) -> Bool {
        try reaching(run) { () throws(SystemFault) in try files.information(at: places(of: run).folder)?.kind == .folder }
    }

    /// Waits until a file is as durable as the storage promises.
    func synchronise(_ file: Descriptor) throws(SystemFault) {
        if isDurable { try files.synchronise(file) }
    }

    /// Waits until what a folder lists is as durable as the storage promises.
    func synchronise(folder path: String) throws(SystemFault) {
        if isDurable { try files.synchronise(folder: path) }
    }
}
