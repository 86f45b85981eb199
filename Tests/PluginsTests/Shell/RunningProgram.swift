import Workstream

@testable import WorkstreamPlugins

/// A program that runs while a test does something else, with its live output as events to wait for.
final class RunningProgram: Sendable {
    private let pieces: AsyncStream<String>
    private let task: Task<ProcessCompletion, any Error>

    init(_ command: ProcessCommand, runner: ProcessRunner = ProcessRunner()) {
        let (pieces, continuation) = AsyncStream.makeStream(of: String.self)
        self.pieces = pieces
        self.task = Task {
            defer { continuation.finish() }
            return try await runner.run(command) { text, _ in continuation.yield(text) }
        }
    }

    /// The first piece of output; `nil` when the program ended without any.
    func firstOutput() async -> String? {
        for await piece in pieces { return piece }
        return nil
    }

    func cancel() {
        task.cancel()
    }

    var completion: ProcessCompletion {
        get async throws { try await task.value }
    }
}

extension ProcessCommand {
    /// A script for /bin/sh.
    static func script(_ text: String) -> ProcessCommand {
        ProcessCommand("/bin/sh", ["-c", text])
    }
}
