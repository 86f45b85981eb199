import Workstream

extension CopyFile {
    /// Puts a copy in the place of what was there.
    struct Replacement {
        private let source: String
        private let destination: String
        private let ifExists: ExistingFile
        private let isDirectory: Bool
        private let token: String

        /// The replacement that a request asks for.
        init(request: Request, isDirectory: Bool, token: String) {
            self.source = request.source
            self.destination = PathText.trimmed(request.destination)
            self.ifExists = request.ifExists
            self.isDirectory = isDirectory
            self.token = token
        }

        /// Whether the copy is there already.
        ///
        /// - Throws: `PluginError` when something is there that must not, or cannot, be replaced.
        func isDone(permissions: FilePermissions) throws -> Bool {
            guard let present = try FileCall.information(of: destination, followsLinks: false) else { return false }
            if try isSame(permissions: permissions) { return true }
            if ifExists == .refuse {
                throw PluginError(
                    .alreadyExists,
                    "\"\(destination)\" exists, and is no copy of \"\(source)\". The request says that it must not be replaced: remove it, "
                        + "name another destination, or let it be replaced.", isPermanent: true)
            }
            // A file may take the place of a link, as with every other way to replace a file.
            guard present.isDirectory == isDirectory, present.isSymbolicLink == false || !isDirectory else {
                throw PluginError(
                    .unexpectedKind,
                    "\"\(destination)\" is \(present.kindText), and \"\(source)\" is \(isDirectory ? "a directory" : "a file"). "
                        + "The one cannot take the place of the other: remove it first, or name another destination.", isPermanent: true)
            }
            return false
        }

        /// Whether the same as the source is there, whatever else might be done about it.
        func isSame(permissions: FilePermissions) throws -> Bool {
            guard let present = try FileCall.information(of: destination, followsLinks: false) else { return false }
            guard present.permissions.ordinary == permissions.ordinary else { return false }
            return try isDirectory
                ? present.isDirectory && Tree.holdsSame(try OpenFile(directory: source), try OpenFile(directory: destination))
                : present.isRegularFile && Tree.holdSameBytes(try OpenFile(reading: source), try OpenFile(reading: destination))
        }

        /// Copies a file.
        func copyFile(permissions: FilePermissions) throws -> Tree.Amount {
            var amount = Tree.Amount(files: 1)
            let file = try OpenFile(reading: source)
            try AtomicFile.replace(destination, token: token, permissions: permissions.ordinary) { copy in
                try FileContent.forEachPiece(of: file) { piece in
                    try copy.write(piece)
                    amount.bytes += piece.count
                }
            }
            return amount
        }

        /// Copies a directory.
        func copyDirectory() throws -> Tree.Amount {
            let new = PathText.temporary(beside: destination, for: token)
            let old = PathText.temporary(beside: destination, for: token, "old")
            try Tree.remove(new, isRecursive: true)
            let amount: Tree.Amount
            do {
                amount = try Tree.copy(try OpenFile(directory: source), to: new)
                try Tree.remove(old, isRecursive: true)
                try exchange(new, old)
            } catch {
                // The error that is thrown matters more than what cannot be cleaned up; the next attempt tries again.
                try? Tree.remove(new, isRecursive: true, isCancellable: false)
                throw error
            }
            try settle()
            return amount
        }

        /// Makes durable that the copy is in its place, and removes what it replaced; for a call too that finds the copy there because an earlier one was cut off.
        func settle() throws {
            try FileCall.synchronise(directory: PathText.parent(of: destination))
            try Tree.remove(PathText.temporary(beside: destination, for: token, "old"), isRecursive: true, isCancellable: false)
        }

        private func exchange(_ new: String, _ old: String) throws {
            let isReplaced = try FileCall.information(of: destination, followsLinks: false) != nil
            if isReplaced { try FileCall.move(destination, to: old) }
            do {
                try FileCall.move(new, to: destination)
            } catch {
                if isReplaced { try? FileCall.move(old, to: destination) }
                throw error
            }
        }
    }
}

extension FilePermissions {
    /// The permissions without the bits that let a program run as its owner or group.
    var ordinary: FilePermissions { FilePermissions(rawValue: rawValue & 0o777) }
}
