import Foundation

@testable import Workstream

/// The files of the system, as if they lay on something that is mounted read-only, as long as a test wants it.
struct ReadOnlyFiles: FileSystem {
    /// Whether nothing may be written at present.
    let isOn = Lock(true)
    private let system = SystemFiles()

    private func check(_ path: String) throws(SystemFault) {
        if isOn.withLock({ $0 }) { throw SystemFault(EROFS, doing: "write", path) }
    }

    func open(_ path: String, for use: FileUse) throws(SystemFault) -> Descriptor {
        if use != .reading { try check(path) }
        return try system.open(path, for: use)
    }

    func open(folder path: String) throws(SystemFault) -> Descriptor { try system.open(folder: path) }
    func read(_ file: Descriptor, at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(SystemFault) -> Int {
        try system.read(file, at: offset, into: buffer)
    }
    func write(_ bytes: UnsafeRawBufferPointer, to file: Descriptor, at offset: Int) throws(SystemFault) {
        try check(file.path)
        try system.write(bytes, to: file, at: offset)
    }
    func add(_ bytes: UnsafeRawBufferPointer, to file: Descriptor) throws(SystemFault) {
        try check(file.path)
        try system.add(bytes, to: file)
    }
    func truncate(_ file: Descriptor, to size: Int) throws(SystemFault) {
        try check(file.path)
        try system.truncate(file, to: size)
    }
    func synchronise(_ file: Descriptor) throws(SystemFault) {}
    func information(of file: Descriptor) throws(SystemFault) -> FileInformation { try system.information(of: file) }
    func information(at path: String) throws(SystemFault) -> FileInformation? { try system.information(at: path) }
    func lock(_ file: Descriptor) throws(SystemFault) -> Bool { try system.lock(file) }
    func unlock(_ file: Descriptor) { system.unlock(file) }
    func list(_ folder: String) throws(SystemFault) -> [String] { try system.list(folder) }
    func resolve(_ path: String) throws(SystemFault) -> String { try system.resolve(path) }
    func makeFolder(_ path: String) throws(SystemFault) -> Bool {
        if try information(at: path) != nil { return false }
        try check(path)
        return try system.makeFolder(path)
    }
    func move(_ path: String, to other: String) throws(SystemFault) {
        try check(path)
        try system.move(path, to: other)
    }
    func remove(_ path: String) throws(SystemFault) {
        try check(path)
        try system.remove(path)
    }
    func removeFolder(_ path: String) throws(SystemFault) {
        try check(path)
        try system.removeFolder(path)
    }
}
