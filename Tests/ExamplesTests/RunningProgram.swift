import Foundation

/// A program that runs while a test looks on, with everything that it and its children write as lines to wait for.
final class RunningProgram: Sendable {
    /// How a program ended.
    enum Ending: Equatable, Sendable {
        case exited(Int32)
        case killed(Int32)
    }

    /// What is sent to a program as soon as it writes something, however late the test itself gets its turn.
    struct Reaction: Sendable {
        /// What has to stand in a line.
        let text: String
        /// The signal that is sent then.
        let signal: Int32
    }

    /// What was written; it ends when nobody is left who could write, neither the program nor a child of it.
    private let lines: AsyncStream<String>
    private let ending: Task<Ending, Never>
    /// The number of its process.
    let pid: Int32

    /// Starts a program that lies beside the tests.
    ///
    /// - Parameters:
    ///   - name: The name of the program.
    ///   - arguments: What it is started with.
    ///   - reactions: What is sent to it, one after another.
    init(_ name: String, _ arguments: [String] = [], reactions: [Reaction] = []) throws {
        let process = Process()
        let output = Pipe()
        process.executableURL = BuiltProgram.url(name)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        let (endings, continuation) = AsyncStream.makeStream(of: Ending.self)
        process.terminationHandler = { process in
            continuation.yield(process.terminationReason == .exit ? .exited(process.terminationStatus) : .killed(process.terminationStatus))
            continuation.finish()
        }
        try process.run()
        pid = process.processIdentifier
        lines = Self.lines(from: output.fileHandleForReading, of: pid, reactions)
        ending = Task { await endings.first { _ in true } ?? .killed(0) }
    }

    /// Sends a signal to the program alone.
    func send(_ signal: Int32) {
        kill(pid, signal)
    }

    /// Waits for a line with a text in it.
    ///
    /// - Returns: Whether it came.
    func wait(for text: String) async -> Bool {
        for await line in lines where line.contains(text) { return true }
        return false
    }

    /// Waits until the program and everything that it started has ended.
    ///
    /// - Returns: The lines that nobody has waited for, and how the program ended.
    func finish() async -> (lines: [String], ending: Ending) {
        (await lines.reduce(into: []) { $0.append($1) }, await ending.value)
    }

    /// The command lines of all processes that name a text; Linux only, as their source is /proc.
    static func all(naming text: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return names.compactMap { name in
            guard Int(name) != nil, let line = FileManager.default.contents(atPath: "/proc/\(name)/cmdline") else { return nil }
            let command = String(decoding: line, as: UTF8.self)
            return command.contains(text) ? command : nil
        }
    }

    private static func lines(from file: FileHandle, of pid: Int32, _ reactions: [Reaction]) -> AsyncStream<String> {
        let (lines, continuation) = AsyncStream.makeStream(of: String.self)
        // A thread, because reading blocks, and because a reaction must not wait for the tasks of other tests.
        Thread.detachNewThread {
            var rest = Data()
            var reactions = reactions[...]
            while case let data = file.availableData, !data.isEmpty {
                rest += data
                while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
                    let line = String(decoding: rest[..<end], as: UTF8.self)
                    if let next = reactions.first, line.contains(next.text) {
                        kill(pid, next.signal)
                        reactions.removeFirst()
                    }
                    continuation.yield(line)
                    rest = Data(rest[rest.index(after: end)...])
                }
            }
            if !rest.isEmpty { continuation.yield(String(decoding: rest, as: UTF8.self)) }
            continuation.finish()
        }
        return lines
    }
}
