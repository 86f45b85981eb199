import Foundation
import Workstream

/// A folder of a test's own, removed when the test lets go of it.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws {
        path = FileManager.default.temporaryDirectory.appendingPathComponent("workstream-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    subscript(name: String) -> String { path + "/" + name }

    @discardableResult
    func write(_ text: String, to name: String, permissions: Int = 0o644) throws -> String {
        try Data(text.utf8).write(to: URL(fileURLWithPath: self[name]))
        try FileManager.default.setAttributes([.posixPermissions: permissions], ofItemAtPath: self[name])
        return self[name]
    }

    @discardableResult
    func makeFolder(_ name: String) throws -> String {
        try FileManager.default.createDirectory(atPath: self[name], withIntermediateDirectories: true)
        return self[name]
    }

    @discardableResult
    func link(_ name: String, to target: String) throws -> String {
        try FileManager.default.createSymbolicLink(atPath: self[name], withDestinationPath: target)
        return self[name]
    }

    func text(of name: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(fileURLWithPath: self[name])), as: UTF8.self)
    }

    func target(of name: String) throws -> String {
        try FileManager.default.destinationOfSymbolicLink(atPath: self[name])
    }

    func permissions(of name: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: self[name])
        return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? -1
    }

    func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: self[name]) }

    /// The names inside, hidden ones too, sorted.
    func names(in folder: String = "") throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? path : self[folder]).sorted()
    }
}

extension PluginContext {
    /// The context of a call outside an engine; its time stands still.
    static func alone(token: String = "action-1", deadline: Timestamp? = nil) -> PluginContext {
        PluginContext(
            run: RunID(UUID()), path: "Block/Sequence/action", actionToken: token, attemptToken: token + "-1", deadline: deadline,
            services: .init(sleep: { _ in try Task.checkCancellation() }, now: { Timestamp(nanoseconds: 0) }))
    }
}
