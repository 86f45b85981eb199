/// The calls by which a storage of files reaches the disk.
///
/// A protocol so that tests can let any call fail, or do half of what it should: the real one is ``SystemFiles``. All of them may block, so they are made on
/// threads of ``FileThreads`` alone.
protocol FileSystem: Sendable {
    /// Opens a file; never a symbolic link, and never anything else than a file, on which a call could wait for ever.
    func open(_ path: String, for use: FileUse) throws(SystemFault) -> Descriptor
    /// Opens a folder, to sync it.
    func open(folder path: String) throws(SystemFault) -> Descriptor
    /// Reads bytes from a place on; fewer than asked for only at the end, none behind it.
    func read(_ file: Descriptor, at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(SystemFault) -> Int
    /// Writes all the bytes, from a place on.
    func write(_ bytes: UnsafeRawBufferPointer, to file: Descriptor, at offset: Int) throws(SystemFault)
    /// Writes all the bytes at the end of a file that was opened for adding.
    func add(_ bytes: UnsafeRawBufferPointer, to file: Descriptor) throws(SystemFault)
    /// Cuts a file off.
    func truncate(_ file: Descriptor, to size: Int) throws(SystemFault)
    /// Returns when the content, or what the folder lists, survives a power cut.
    func synchronise(_ file: Descriptor) throws(SystemFault)
    /// What is known of an open file.
    func information(of file: Descriptor) throws(SystemFault) -> FileInformation
    /// What is known of what has a path, the link itself where that is one; `nil` when nothing has.
    func information(at path: String) throws(SystemFault) -> FileInformation?
    /// Locks a file against other descriptors, of this process too; `false` when another one has it locked.
    func lock(_ file: Descriptor) throws(SystemFault) -> Bool
    /// Gives a lock back.
    func unlock(_ file: Descriptor)
    /// The names in a folder, in no order.
    func list(_ folder: String) throws(SystemFault) -> [String]
    /// The names of the folders in a folder, in no order; not those of links to folders.
    func listFolders(_ folder: String) throws(SystemFault) -> [String]
    /// The path from the root of the file system on, without links in it.
    func resolve(_ path: String) throws(SystemFault) -> String
    /// Makes a folder for this user alone; `false` when there is one.
    func makeFolder(_ path: String) throws(SystemFault) -> Bool
    /// Gives a file or folder another name, in place of a file that has it.
    func move(_ path: String, to other: String) throws(SystemFault)
    /// Removes a file, or a link itself.
    func remove(_ path: String) throws(SystemFault)
    /// Removes an empty folder.
    func removeFolder(_ path: String) throws(SystemFault)
}
