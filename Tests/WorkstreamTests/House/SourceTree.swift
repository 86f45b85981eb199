import Foundation

/// The files of this repository, found from where this one lies.
enum SourceTree {
    /// The folder of Package.swift.
    static let root = URL(filePath: #filePath).appending(path: "../../../..").standardizedFileURL

    /// The Swift files under a folder, sorted by path.
    static func files(under folder: String) throws -> [SourceFile] {
        let start = root.appending(path: folder)
        guard let walk = FileManager.default.enumerator(atPath: start.path) else { throw CocoaError(.fileReadNoSuchFile) }
        let names = walk.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.sorted()
        return try names.map { name in
            SourceFile(path: "\(folder)/\(name)", text: try String(contentsOf: start.appending(path: name), encoding: .utf8))
        }
    }
}
