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

    /// Asks something, and waits until somebody presses Enter.
    ///
    /// - Returns: False, at once, where nobody can, because the input is no terminal.
    static func confirm(_ question: String) async -> Bool {
        guard isatty(STDIN_FILENO) != 0 else { return false }
        print(question)
        await enter()
        return !Task.isCancelled
    }

    /// Waits until somebody presses Enter; where nobody can, because the input is no terminal, three seconds.
    static func enter() async {
        guard isatty(STDIN_FILENO) != 0 else {
            try? await Task.sleep(for: .seconds(3))
            return
        }
        let (keys, continuation) = AsyncStream.makeStream(of: Never.self)
        // A thread, because reading blocks; where nobody presses a key it ends with the process.
        Thread.detachNewThread {
            _ = readLine()
            continuation.finish()
        }
        for await _ in keys {}
    }
}
