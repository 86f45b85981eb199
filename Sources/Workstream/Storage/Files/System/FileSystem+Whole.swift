/// Files that are read, made and replaced as a whole.
extension FileSystem {
    /// What stands in a file, from a place on; `nil` when there is none.
    func contents(of path: String, from offset: Int = 0) throws(SystemFault) -> [UInt8]? {
        let file: Descriptor
        do {
            file = try open(path, for: .reading)
        } catch {
            if error.isMissing { return nil }
            throw error
        }
        // Most are small and many are read, so they are not asked for their size again.
        guard let size = file.size else { return try contents(of: file, from: offset) }
        return size > offset ? try read(file, at: offset, count: size - offset) : []
    }

    /// What stands in an open file, from a place on.
    func contents(of file: Descriptor, from offset: Int = 0) throws(SystemFault) -> [UInt8] {
        let size = try information(of: file).size - offset
        guard size > 0 else { return [] }
        return try read(file, at: offset, count: size)
    }

    /// At most so many bytes of a file, from a place on; fewer only at its end.
    func read(_ file: Descriptor, at offset: Int, count: Int) throws(SystemFault) -> [UInt8] {
        var fault: SystemFault?
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            do throws(SystemFault) {
                filled = try read(file, at: offset, into: UnsafeMutableRawBufferPointer(buffer))
            } catch {
                fault = error
            }
        }
        if let fault { throw fault }
        return bytes
    }

    /// Writes all the bytes, from a place on.
    func write(_ bytes: [UInt8], to file: Descriptor, at offset: Int) throws(SystemFault) {
        try bytes.withUnsafeBufferPointer { bytes throws(SystemFault) in try write(UnsafeRawBufferPointer(bytes), to: file, at: offset) }
    }

    /// Writes all the bytes at the end of a file that was opened for adding.
    func add(_ bytes: [UInt8], to file: Descriptor) throws(SystemFault) {
        try bytes.withUnsafeBufferPointer { bytes throws(SystemFault) in try add(UnsafeRawBufferPointer(bytes), to: file) }
    }

    /// Makes a file that does not exist yet.
    func make(_ path: String, _ bytes: [UInt8], isDurable: Bool) throws(SystemFault) {
        let file = try open(path, for: .making)
        try write(bytes, to: file, at: 0)
        if isDurable { try synchronise(file) }
    }

    /// Replaces a file as a whole, or makes it: whoever reads it sees the old one or the new one.
    ///
    /// - Parameters:
    ///   - temporary: The path under which it is written first; `nil`: the path with ".new" behind it.
    ///   - folder: The folder that it is in, where the new name is to survive a power cut.
    func replace(_ path: String, _ bytes: [UInt8], by temporary: String? = nil, durablyIn folder: String? = nil) throws(SystemFault) {
        let temporary = temporary ?? path + ".new"
        try removeIfThere(temporary)
        do throws(SystemFault) {
            try make(temporary, bytes, isDurable: folder != nil)
            try move(temporary, to: path)
        } catch {
            try? remove(temporary)
            throw error
        }
        if let folder { try synchronise(folder: folder) }
    }

    /// Writes a small file in place, as long as its length stays the same; otherwise replaces it as a whole, or makes it.
    ///
    /// Replacing costs a new file each time, and some systems look longer for the room of one the more of them were removed in the last minutes. Written in
    /// place, a file may be read with a part of the old and a part of the new in it. A change of its length would be a second call, and is brought to the disk
    /// apart from the bytes: a crash could leave the one without the other.
    ///
    /// - Parameter bytes: What is to stand in the file, given how many bytes it has.
    func overwrite(_ path: String, _ bytes: (_ size: Int) throws -> [UInt8]) throws {
        guard let file = try openIfThere(path) else { return try replace(path, bytes(0)) }
        let size = if let size = file.size { size } else { try information(of: file).size }
        // Beyond that it is not what was written here.
        let new = try bytes(size <= 1 << 20 ? size : 0)
        if new.count == size { try write(new, to: file, at: 0) } else { try replace(path, new) }
    }

    private func openIfThere(_ path: String) throws(SystemFault) -> Descriptor? {
        do throws(SystemFault) {
            return try open(path, for: .changing)
        } catch {
            if error.isMissing { return nil }
            throw error
        }
    }

    /// The names of the folders in a folder, each of them looked at.
    func listFolders(_ folder: String) throws(SystemFault) -> [String] {
        try list(folder).filter { isFolder("\(folder)/\($0)") }
    }

    /// Whether a path is that of a folder; where that cannot be seen, whoever reaches into it will find out.
    func isFolder(_ path: String) -> Bool {
        do throws(SystemFault) { return try information(at: path)?.kind == .folder } catch { return true }
    }

    /// Removes a file, or nothing.
    func removeIfThere(_ path: String) throws(SystemFault) {
        do throws(SystemFault) { try remove(path) } catch { if !error.isMissing { throw error } }
    }

    /// Returns when what a folder lists survives a power cut.
    func synchronise(folder path: String) throws(SystemFault) {
        try synchronise(open(folder: path))
    }

    /// Removes a folder and all that is in it; links themselves, not what they lead to.
    func removeTree(_ path: String) throws(SystemFault) {
        guard let information = try information(at: path) else { return }
        guard information.kind == .folder else { return try remove(path) }
        for name in try list(path) { try removeTree("\(path)/\(name)") }
        try removeFolder(path)
    }
}

/// Makes system calls on behalf of a run, and says in the storage's words what went wrong.
func reaching<Result>(_ run: RunID? = nil, _ calls: () throws(SystemFault) -> Result) throws(StorageError) -> Result {
    do {
        return try calls()
    } catch {
        throw error.error(for: run)
    }
}
