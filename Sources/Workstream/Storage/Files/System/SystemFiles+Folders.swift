#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What has names: looking, listing, making, moving, removing.
extension SystemFiles {
    func information(of file: Descriptor) throws(SystemFault) -> FileInformation {
        var information = stat()
        guard fstat(file.number, &information) == 0 else { throw SystemFault(errno, doing: "look at", file.path) }
        return FileInformation(information)
    }

    func information(at path: String) throws(SystemFault) -> FileInformation? {
        var information = stat()
        guard lstat(path, &information) == 0 else {
            let fault = SystemFault(errno, doing: "look at", path)
            if fault.isMissing { return nil }
            throw fault
        }
        return FileInformation(information)
    }

    func list(_ folder: String) throws(SystemFault) -> [String] {
        try list(folder) { _, _ in true }
    }

    func listFolders(_ folder: String) throws(SystemFault) -> [String] {
        try list(folder) { name, kind in
            // Some systems keep the kinds of things apart from their names, and do not say them here.
            kind == DT_DIR || kind == DT_UNKNOWN && isFolder("\(folder)/\(name)")
        }
    }

    private func list(_ folder: String, where isWanted: (_ name: String, _ kind: Int) -> Bool) throws(SystemFault) -> [String] {
        guard let stream = opendir(folder) else { throw SystemFault(errno, doing: "list", folder) }
        defer { closedir(stream) }
        var names: [String] = []
        while true {
            errno = 0
            guard let entry = readdir(stream) else {
                guard errno == 0 else { throw SystemFault(errno, doing: "list", folder) }
                return names
            }
            let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
            if name != ".", name != "..", isWanted(name, Int(entry.pointee.d_type)) { names.append(name) }
        }
    }

    func resolve(_ path: String) throws(SystemFault) -> String {
        guard let resolved = realpath(path, nil) else { throw SystemFault(errno, doing: "find", path) }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    func makeFolder(_ path: String) throws(SystemFault) -> Bool {
        if mkdir(path, 0o700) == 0 { return true }
        guard errno == EEXIST else { throw SystemFault(errno, doing: "make the folder", path) }
        return false
    }

    func move(_ path: String, to other: String) throws(SystemFault) {
        guard rename(path, other) == 0 else { throw SystemFault(errno, doing: "rename", path) }
    }

    func remove(_ path: String) throws(SystemFault) {
        guard unlink(path) == 0 else { throw SystemFault(errno, doing: "remove", path) }
    }

    func removeFolder(_ path: String) throws(SystemFault) {
        guard rmdir(path) == 0 else { throw SystemFault(errno, doing: "remove the folder", path) }
    }
}

extension FileInformation {
    /// What the system's record says.
    init(_ information: stat) {
        switch information.st_mode & S_IFMT {
        case S_IFREG: kind = .file
        case S_IFDIR: kind = .folder
        default: kind = .other
        }
        size = Int(information.st_size)
        owner = information.st_uid
        identity = FileIdentity(device: UInt64(truncatingIfNeeded: information.st_dev), number: UInt64(information.st_ino))
        #if canImport(Darwin)
            let time = information.st_mtimespec
        #else
            let time = information.st_mtim
        #endif
        changed = Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }
}
