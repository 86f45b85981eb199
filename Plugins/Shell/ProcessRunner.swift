package import Workstream

/// Runs programs to their ends: the whole of one call, from the search for the program to the last byte of its output.
package struct ProcessRunner: Sendable {
    private let launcher: ProcessLauncher
    private let ownLoop: ProcessLoop?

    /// A runner that uses the one event thread of this process.
    package init() {
        launcher = ProcessLauncher()
        ownLoop = nil
    }

    /// A runner with ways of its own, for systems that lack some.
    init(launcher: ProcessLauncher = ProcessLauncher(), loop: ProcessLoop) {
        self.launcher = launcher
        self.ownLoop = loop
    }

    /// Runs a program until it has ended and its output has been read.
    ///
    /// Output is handed on as it comes, in pieces that end where a line ends. While `output` takes its time the program waits, so a fast program costs no
    /// more memory than a slow one. When the task is cancelled the whole process group gets SIGTERM, after the grace time SIGKILL, and the call comes back
    /// when nothing of the group is left. A program that ends by itself may leave processes behind; their output is read no longer than the drain limit.
    ///
    /// - Throws: `ProcessFailure` when the program cannot be started, `CancellationError` when it was cancelled before it had ended by itself.
    package func run(
        _ command: ProcessCommand, output: (_ text: String, _ channel: OutputChannel) -> Void = { _, _ in }
    ) async throws -> ProcessCompletion {
        if let defect = command.defect { throw ProcessFailure(code: .invalid, message: defect) }
        try Task.checkCancellation()
        let loop = try ownLoop ?? ProcessLoop.shared()
        let mailbox = ProcessMailbox()
        let id = loop.adopt(try launcher.start(command), of: command, mailbox: mailbox)
        return try await withTaskCancellationHandler {
            var reader = ProcessOutputReader(limit: command.outputLimit)
            while true {
                let news = await mailbox.next()
                if news.wasFull { loop.resumeReading(id) }
                reader.take(news, handingOnTo: output)
                guard let ending = news.ending else { continue }
                if ending.wasCancelled { throw CancellationError() }
                guard let exit = ending.exit else { throw ProcessFailure.lost(command.program) }
                return reader.completion(exit: exit, isOutputCut: ending.isOutputCut)
            }
        } onCancel: {
            loop.cancel(id)
        }
    }
}

extension ProcessFailure {
    fileprivate static func lost(_ program: String) -> ProcessFailure {
        ProcessFailure(
            code: .lost,
            message: "The program \"\(program)\" has ended, and nobody knows how: other code in this process took its exit status, "
                + "or ignores SIGCHLD. Let that code wait for its own children only.")
    }
}
