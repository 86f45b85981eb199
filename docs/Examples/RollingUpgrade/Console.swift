import Foundation

/// Writes lines for people.
enum Console {
    /// Writes a line at once, so that whoever reads it through a pipe sees it in time.
    static func print(_ line: String) {
        FileHandle.standardOutput.write(Data((line + "\n").utf8))
    }

    /// Writes a line about what went wrong.
    static func complain(_ line: String) {
        FileHandle.standardError.write(Data((line + "\n").utf8))
    }
}
