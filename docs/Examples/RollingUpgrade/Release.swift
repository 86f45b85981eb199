import Foundation

/// One version of the shop's server, as it lies in a folder of a host.
///
/// A real release would be a program. Here it is a file that tells the one program of the example which version it plays, and what is wrong with that version.
struct Release: Codable, Equatable, Sendable {
    /// Which version it is.
    var version: Int
    /// What is wrong with it, if anything.
    var fault: Fault?

    /// What can be wrong with a release.
    enum Fault: String, Codable, Sendable {
        /// It answers with status 200, but says that the shop is closed.
        case answersWrongly
        /// It goes on when it is asked to end.
        case ignoresTermination
        /// It rewrites the stock when it starts, in a form that no version can read.
        case ruinsStock
    }

    /// The release in a folder, or behind a symbolic link to one.
    ///
    /// - Throws: An error of Foundation when there is none.
    init(inFolder folder: String) throws {
        self = try JSONDecoder().decode(Release.self, from: Data(contentsOf: Self.file(in: folder)))
    }

    /// A release.
    init(version: Int, fault: Fault? = nil) {
        self.version = version
        self.fault = fault
    }

    /// Puts the release into a new folder.
    ///
    /// - Throws: An error of Foundation when that cannot be written.
    func write(toFolder folder: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try JSONEncoder().encode(self).write(to: Self.file(in: folder), options: .atomic)
    }

    private static func file(in folder: String) -> URL {
        URL(fileURLWithPath: folder).appendingPathComponent("release.json")
    }
}
