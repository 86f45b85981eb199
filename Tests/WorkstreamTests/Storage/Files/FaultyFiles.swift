import Foundation

@testable import Workstream

/// The files of the system, with calls that fail when a test wants it.
final class FaultyFiles: FileSystem {
    /// How a call fails.
    struct Fault: Sendable, CustomStringConvertible {
        /// What is done before the failure.
        enum Extent: Sendable, CaseIterable {
            /// Nothing.
            case nothing
            /// Half of a write; of other calls nothing.
            case half
            /// All of it: only the answer is wrong.
            case all
        }

        var extent: Extent
        var number: Int32

        var description: String { "\(extent) done, then errno \(number)" }
    }

    private struct State {
        var calls = 0
        var faults: [Int: Fault] = [:]
        var fallen: (fault: Fault, from: Int)?
        var nextWrite: Fault?
        var writes: (fault: Fault, from: Int)?
        var failed: String?
        var torn: [String: Int] = [:]
        var log: [String] = []
    }

    private let system = SystemFiles()
    private let state = Lock(State())

    /// How many calls were made.
    var calls: Int { state.withLock { $0.calls } }
    /// The calls that were made, each with its path.
    var log: [String] { state.withLock { $0.log } }
    /// The call that failed last.
    var failed: String? { state.withLock { $0.failed } }

    /// Lets a call fail, counted from now on, the next one being 1.
    func fail(_ fault: Fault, atCall number: Int) {
        state.withLock { $0.faults[$0.calls + number] = fault }
    }

    /// Lets the next write into a journal fail.
    func failNextAppend(_ fault: Fault) {
        state.withLock { $0.nextWrite = fault }
    }

    /// Lets every write fail from a call on, counted from now on, the next one being 1, and whatever else needs room; reading goes on.
    func failWrites(_ fault: Fault, fromCall number: Int = 1) {
        state.withLock { $0.writes = (fault, $0.calls + number) }
    }

    /// Lets every call fail from one on, counted from now on, the next one being 1.
    func fail(_ fault: Fault, fromCall number: Int = 1) {
        state.withLock { $0.fallen = (fault, $0.calls + number) }
    }

    /// Lets so many readings of files with a name come in the middle of a write: half of what they see is not what was written.
    func tearReadings(of name: String, times: Int) {
        state.withLock { $0.torn[name] = times }
    }

    /// How many of these are left.
    func tornReadingsLeft(of name: String) -> Int { state.withLock { $0.torn[name] ?? 0 } }

    private func isTorn(_ path: String) -> Bool {
        state.withLock { state in
            guard let name = state.torn.keys.first(where: { path.hasSuffix("/\($0)") }), state.torn[name, default: 0] > 0 else { return false }
            state.torn[name, default: 0] -= 1
            return true
        }
    }

    /// Lets calls succeed again.
    func heal() {
        state.withLock {
            $0.fallen = nil
            $0.faults = [:]
            $0.nextWrite = nil
            $0.writes = nil
        }
    }

    private func fault(_ name: String, _ path: String) -> Fault? {
        state.withLock { state in
            state.calls += 1
            state.log.append("\(name) \(path)")
            var fault = state.faults[state.calls]
            if let fallen = state.fallen, state.calls >= fallen.from { fault = fault ?? fallen.fault }
            if ["write", "add", "make"].contains(name), let writes = state.writes, state.calls >= writes.from { fault = fault ?? writes.fault }
            if name == "write", path.contains("/journal") { fault = state.nextWrite.take() ?? fault }
            if fault != nil { state.failed = "\(name) \(path)" }
            return fault
        }
    }

    private func call<Result>(_ name: String, _ path: String, _ body: () throws(SystemFault) -> Result) throws(SystemFault) -> Result {
        guard let fault = fault(name, path) else { return try body() }
        if fault.extent == .all { _ = try body() }
        throw SystemFault(fault.number, doing: name, path)
    }

    func open(_ path: String, for use: FileUse) throws(SystemFault) -> Descriptor {
        try call("open", path) { () throws(SystemFault) in try system.open(path, for: use) }
    }

    func open(folder path: String) throws(SystemFault) -> Descriptor {
        try call("open", path) { () throws(SystemFault) in try system.open(folder: path) }
    }

    func read(_ file: Descriptor, at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(SystemFault) -> Int {
        let count = try call("read", file.path) { () throws(SystemFault) in try system.read(file, at: offset, into: buffer) }
        if isTorn(file.path) { for place in count / 2..<count { buffer[place] = UInt8(ascii: "0") } }
        return count
    }

    func write(_ bytes: UnsafeRawBufferPointer, to file: Descriptor, at offset: Int) throws(SystemFault) {
        guard let fault = fault("write", file.path) else { return try system.write(bytes, to: file, at: offset) }
        let part = UnsafeRawBufferPointer(rebasing: bytes.prefix(fault.length(of: bytes.count)))
        if !part.isEmpty { try system.write(part, to: file, at: offset) }
        throw SystemFault(fault.number, doing: "write", file.path)
    }

    func add(_ bytes: UnsafeRawBufferPointer, to file: Descriptor) throws(SystemFault) {
        guard let fault = fault("add", file.path) else { return try system.add(bytes, to: file) }
        let part = UnsafeRawBufferPointer(rebasing: bytes.prefix(fault.length(of: bytes.count)))
        if !part.isEmpty { try system.add(part, to: file) }
        throw SystemFault(fault.number, doing: "write", file.path)
    }

    func truncate(_ file: Descriptor, to size: Int) throws(SystemFault) {
        try call("truncate", file.path) { () throws(SystemFault) in try system.truncate(file, to: size) }
    }

    func synchronise(_ file: Descriptor) throws(SystemFault) {
        // No power is cut here, so waiting for the disk would show nothing.
        try call("sync", file.path) { () throws(SystemFault) in () }
    }

    func information(of file: Descriptor) throws(SystemFault) -> FileInformation {
        try call("look at", file.path) { () throws(SystemFault) in try system.information(of: file) }
    }

    func information(at path: String) throws(SystemFault) -> FileInformation? {
        try call("look at", path) { () throws(SystemFault) in try system.information(at: path) }
    }

    func lock(_ file: Descriptor) throws(SystemFault) -> Bool {
        try call("lock", file.path) { () throws(SystemFault) in try system.lock(file) }
    }

    func unlock(_ file: Descriptor) { system.unlock(file) }

    func list(_ folder: String) throws(SystemFault) -> [String] {
        try call("list", folder) { () throws(SystemFault) in try system.list(folder) }
    }

    func listFolders(_ folder: String) throws(SystemFault) -> [String] {
        try call("list", folder) { () throws(SystemFault) in try system.listFolders(folder) }
    }

    func resolve(_ path: String) throws(SystemFault) -> String {
        try call("resolve", path) { () throws(SystemFault) in try system.resolve(path) }
    }

    func makeFolder(_ path: String) throws(SystemFault) -> Bool {
        try call("make", path) { () throws(SystemFault) in try system.makeFolder(path) }
    }

    func move(_ path: String, to other: String) throws(SystemFault) {
        try call("move", path) { () throws(SystemFault) in try system.move(path, to: other) }
    }

    func remove(_ path: String) throws(SystemFault) {
        try call("remove", path) { () throws(SystemFault) in try system.remove(path) }
    }

    func removeFolder(_ path: String) throws(SystemFault) {
        try call("remove", path) { () throws(SystemFault) in try system.removeFolder(path) }
    }
}

extension FaultyFiles.Fault {
    /// How much is written of so many bytes.
    fileprivate func length(of count: Int) -> Int {
        switch extent {
        case .nothing: 0
        case .half: count / 2
        case .all: count
        }
    }
}
