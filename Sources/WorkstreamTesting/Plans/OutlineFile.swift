import Workstream

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// An outline that is kept in a file beside a test.
package struct OutlineFile: Sendable {
    /// The environment variable that asks for recording, with the value 1.
    package static let variable = "WORKSTREAM_RECORD_OUTLINES"

    /// What became of a comparison.
    package enum Result: Sendable, Equatable {
        /// The file says the same.
        case same
        /// There was no file, and now there is one.
        case recorded(message: String)
        /// The file said something else, and was replaced because it was asked for.
        case rerecorded(message: String)
        /// The file says something else.
        case different(message: String)
    }

    /// What the file is called.
    let name: String
    /// The folder of the test's outlines.
    let folder: String

    /// The file of an outline: `__Outlines__/<test file>/<name>.txt` beside the test's source file.
    ///
    /// - Throws: ``PlanTestError`` where the name is no file name.
    package init(named name: String, besideTest path: String) throws(PlanTestError) {
        // A function is called "canary()" by #function; its arguments say nothing.
        let name = String(name.prefix { $0 != "(" })
        let isPlain = name.utf8.allSatisfy { $0 > 32 && $0 != UInt8(ascii: "/") && $0 != UInt8(ascii: "\\") } && !name.hasPrefix(".")
        guard isPlain, !name.isEmpty, name.utf8.count <= 100 else { throw .outlineName(name) }
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let file = parts.last.map { $0.hasSuffix(".swift") ? $0.dropLast(6) : $0[...] } ?? ""
        self.name = name + ".txt"
        outlines = parts.dropLast().joined(separator: "/") + "/__Outlines__"
        folder = "\(outlines)/\(file)"
    }

    /// The folder of all outlines beside the test.
    private let outlines: String

    /// The path of the file.
    package var path: String { "\(folder)/\(name)" }

    /// Compares an outline with the file, or records it where there is none.
    ///
    /// - Parameters:
    ///   - outline: The outline of today.
    ///   - isRecording: Whether a file that says something else is replaced.
    /// - Throws: What the file system says.
    package func compare(_ outline: String, isRecording: Bool = Self.isRecordingAskedFor) throws -> Result {
        guard let kept = try WholeFile.contents(of: path) else {
            try record(outline)
            return .recorded(
                message:
                    "There was no outline to compare with, so the present one was recorded in \"\(path)\". A test that compares a plan with itself "
                    + "proves nothing. Read the file, keep it with the test, and run the test again.")
        }
        // Some tools end the lines of files that they check out with a carriage return.
        let lines = LineDifference(
            from: Self.lines(String(decoding: kept.filter { $0 != UInt8(ascii: "\r") }, as: UTF8.self)), to: Self.lines(outline))
        guard !lines.isEmpty else { return .same }
        guard isRecording else {
            return .different(
                message:
                    "The plan has another outline than the one in \"\(path)\" (- there, + now):\n\(lines)\nWhat is kept there is what the plan was "
                    + "meant to be. Correct the plan; or, if it is right now, run the test once with \(Self.variable)=1, and keep the new file.")
        }
        try record(outline)
        return .rerecorded(message: "The outline in \"\(path)\" was recorded anew, because \(Self.variable) asks for it:\n\(lines)")
    }

    /// Whether the environment asks for recording.
    package static var isRecordingAskedFor: Bool {
        getenv(variable).map { String(cString: $0) } == "1"
    }

    private func record(_ outline: String) throws {
        try WholeFile.makeFolder(outlines)
        try WholeFile.replace(name, in: folder, with: Array(outline.utf8))
    }

    private static func lines(_ text: String) -> [Substring] {
        text.split(separator: "\n", omittingEmptySubsequences: true)
    }
}
