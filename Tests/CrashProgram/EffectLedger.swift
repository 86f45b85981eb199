import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What happened in the world: a file with a line for each effect, which outlives whoever is killed.
///
/// A line is one write to the end of the file, so it is there whole as soon as it is there.
struct EffectLedger: Sendable {
    /// What a line says.
    enum Mark: String, Sendable {
        /// The effect, all of it.
        case done
        /// A command has begun.
        case begin
        /// A command has ended.
        case end
    }

    /// A line.
    struct Entry: Sendable {
        /// The effect, such as "12/once": the number of the run, and the name of the action.
        let effect: String
        /// The token of the action.
        let token: String
        /// What happened.
        let mark: Mark
    }

    /// The file.
    let path: String

    /// Writes a line.
    ///
    /// - Throws: `POSIXError`.
    func add(_ effect: String, _ token: String, _ mark: Mark = .done) throws {
        let line = Array("\(effect) \(token) \(mark.rawValue)\n".utf8)
        let file = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o600)
        defer { close(file) }
        guard file >= 0, write(file, line, line.count) == line.count else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    }

    /// All lines, in order.
    ///
    /// - Throws: An error of Foundation where there is no such file, `CocoaError` for a line that nobody wrote.
    func entries() throws -> [Entry] {
        try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map { line in
            let words = line.split(separator: " ").map(String.init)
            guard words.count == 3, let mark = Mark(rawValue: words[2]) else { throw CocoaError(.fileReadCorruptFile) }
            return Entry(effect: words[0], token: words[1], mark: mark)
        }
    }
}
