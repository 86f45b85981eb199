import Workstream

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

extension Tree {
    /// How much was copied.
    struct Amount {
        /// Files with bytes in them.
        var files = 0
        /// The sum of their sizes.
        var bytes = 0
    }

    /// Copies what is in a directory into a new one, every file and directory synced.
    ///
    /// Permissions are kept, but for the bits that let a program run as its owner or group, because the owner of a copy is another. Symbolic links are copied
    /// as they are.
    static func copy(_ source: borrowing OpenFile, to destination: String) throws -> Amount {
        var amount = Amount()
        let place = Place(destination)
        let made = try make(place)
        // A destination inside the source would be met on the way, and copied into itself for ever.
        let madeInformation = try made.information()
        try copy(contentsOf: source, to: made, avoiding: madeInformation, &amount)
        try finish(made, like: try source.information())
        return amount
    }

    private static func make(_ place: Place) throws -> OpenFile {
        guard mkdirat(place.directory, place.name.bytes, 0o700) == 0 else { throw FileFailure.error(errno, doing: "make the directory", place.path) }
        return try place.open(isDirectory: true)
    }

    private static func finish(_ copy: borrowing OpenFile, like source: stat) throws {
        guard fchmod(copy.number, source.st_mode & 0o777) == 0 else { throw FileFailure.error(errno, doing: "set the permissions of", copy.path) }
        try copy.synchronise()
    }

    private static func copy(
        contentsOf source: borrowing OpenFile, to destination: borrowing OpenFile, avoiding own: stat, _ amount: inout Amount
    ) throws {
        for name in try FileName.all(in: source) {
            try Task.checkCancellation()
            let from = Place(name, in: source)
            let to = Place(name, in: destination)
            // Removed since the directory was read.
            guard let present = try from.information() else { continue }
            if present.isDirectory {
                if present.st_ino == own.st_ino, present.st_dev == own.st_dev {
                    throw PluginError.invalidRequest(
                        "The destination of the copy is inside its source, in \"\(source.path)\". It would be copied into itself: "
                            + "name another destination.")
                }
                let directory = try from.open(isDirectory: true)
                let made = try make(to)
                try copy(contentsOf: directory, to: made, avoiding: own, &amount)
                try finish(made, like: present)
            } else if present.isSymbolicLink {
                guard symlinkat(try from.target().bytes, to.directory, to.name.bytes) == 0 else {
                    throw FileFailure.error(errno, doing: "make the symbolic link", to.path)
                }
            } else if present.isRegularFile {
                try copyFile(from, to: to, &amount)
            } else {
                throw PluginError(
                    .unexpectedKind,
                    "\"\(from.path)\" is \(present.kindText). Only files, directories and symbolic links can be copied: leave it out.",
                    isPermanent: true)
            }
        }
    }

    private static func copyFile(_ from: Place, to: Place, _ amount: inout Amount) throws {
        let source = try from.open()
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        let number = FileCall.retrying { openat(to.directory, to.name.bytes, flags, 0o600) }
        guard number >= 0 else { throw FileFailure.error(errno, doing: "make", to.path) }
        let copy = OpenFile(owning: number, path: to.path)
        var bytes = 0
        try FileContent.forEachPiece(of: source) { piece in
            try copy.write(piece)
            bytes += piece.count
        }
        try finish(copy, like: try source.information())
        amount.files += 1
        amount.bytes += bytes
    }
}
