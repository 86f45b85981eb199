import Foundation

@testable import Workstream

/// The files of the system, as if they lay on something that is mounted read-only.
struct ReadOnlyFiles: FileSystem {
    private let system = SystemFiles()

    private func refuse(_ path: String) -> SystemFault { SystemFault(EROFS, doing: "write", path) }

    func open(_ path: String, for use: FileUse) throws(SystemFault) -> Descriptor {
        guard use == .reading else { throw refuse(path) }
        return try system.open(path, for: use)
    }

    func open(folder path: String) throws(SystemFault) -> Descriptor { try system.open(folder: path) }
    func read(_ file: Descriptor, at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(SystemFault) -> Int {
        try system.read(file, at: offset, into: buffer)
    }
    func write(_ bytes: UnsafeRawBufferPointer, to file: Descriptor, at offset: Int) throws(SystemFault) { throw refuse(file.path) }
    func add(_ bytes: UnsafeRawBufferPointer, to file: Descriptor) throws(SystemFault) { throw refuse(file.path) }
    func truncate(_ file: Descriptor, to size: Int) throws(SystemFault) { throw refuse(file.path) }
    func synchronise(_ file: Descriptor) throws(SystemFault) {}
    func information(of file: Descriptor) throws(SystemFault) -> FileInformation { try system.information(of: file) }
    func information(at path: String) throws(SystemFault) -> FileInformation? { try system.information(at: path) }
    func lock(_ file: Descriptor) throws(SystemFault) -> Bool { try system.lock(file) }
    func unlock(_ file: Descriptor) { system.unlock(file) }
    func list(_ folder: String) throws(SystemFault) -> [String] { try system.list(folder) }
    func resolve(_ path: String) throws(SystemFault) -> String { try system.resolve(path) }
    func makeFolder(_ path: String) throws(SystemFault) -> Bool {
        guard try information(at: path) != nil else { throw refuse(path) }
        return false
    }
    func move(_ path: String, to other: String) throws(SystemFault) { throw refuse(path) }
    func remove(_ path: String) throws(SystemFault) { throw refuse(path) }
    func removeFolder(_ path: String) throws(SystemFault) { throw refuse(path) }
}
