import Foundation
import Workstream

/// A file to which several processes add lines, one at a time.
final class LineFile {
    private let path: String
    private var handle: FileHandle
    /// Where the lines end that are known.
    private var end: UInt64 = 0
    private var count = 0

    init(path: String) throws {
        self.path = path
        handle = try Self.open(path, O_RDWR | O_CREAT)
        // A new file is as durable as the entry of its folder that names it.
        let folder = try Self.open(URL(filePath: path).deletingLastPathComponent().path, O_RDONLY)
        guard fsync(folder.fileDescriptor) == 0 else { throw Self.fault("made", path, Self.systemError) }
    }

    /// Lets no other process in while something is done; a process that ends lets go of the lock by itself.
    func locked<Result>(_ body: () throws -> Result) throws -> Result {
        guard flock(handle.fileDescriptor, LOCK_EX) == 0 else { throw Self.fault("locked", path, Self.systemError) }
        defer { flock(handle.fileDescriptor, LOCK_UN) }
        return try body()
    }

    /// The lines that were added since the last call.
    ///
    /// What stands behind the last line feed was cut off while it was written: whoever wrote it is gone, since the lock is ours, and nobody was told that it
    /// was stored. The same is true of a last line that says nothing, because a disk may keep the end of a write and lose its beginning.
    func newLines() throws -> [Line] {
        let bytes: Data
        do {
            try handle.seek(toOffset: end)
            bytes = try handle.readToEnd() ?? Data()
        } catch {
            throw Self.fault("read", path, error)
        }
        var lines: [Line] = []
        for text in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast() {
            do {
                lines.append(try JSON(parsing: text).decode(Line.self))
            } catch {
                if text.endIndex + 1 == bytes.endIndex { break }
                throw StorageError(
                    .damaged,
                    "Line \(count + 1) of \"\(path)\" says nothing. Lines behind it do, so it was changed after it was written, and what it said is "
                        + "lost. Bring back the file from a copy.", cause: error)
            }
            end += UInt64(text.count + 1)
            count += 1
        }
        return lines
    }

    /// Adds a line behind those that are known, in the place of whatever was cut off there.
    func append(_ line: Line, isDurable: Bool) throws {
        let bytes = try JSON(encoding: line).bytes() + [UInt8(ascii: "\n")]
        do {
            try handle.truncate(atOffset: end)
            try handle.seek(toOffset: end)
            try handle.write(contentsOf: Data(bytes))
            if isDurable { try handle.synchronize() }
        } catch {
            // Nobody knows what is on the disk now. It is read anew, by another descriptor, before anything else is done.
            handle = try Self.open(path, O_RDWR)
            throw Self.fault("written", path, error)
        }
        end += UInt64(bytes.count)
        count += 1
    }

    private static func open(_ path: String, _ flags: Int32) throws -> FileHandle {
        let descriptor = Foundation.open(path, flags | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw fault("opened", path, systemError) }
        return FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }

    private static var systemError: any Error { POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }

    private static func fault(_ what: String, _ path: String, _ error: any Error) -> StorageError {
        let isFull = (error as? CocoaError)?.code == .fileWriteOutOfSpace
        return StorageError(
            isFull ? .full : .io,
            "The file \"\(path)\" could not be \(what). Until that works, nothing can be kept and runs stand still. Look at the disk and at the rights of the "
                + "file, then open the run again.", cause: error)
    }
}
