import Foundation

/// One running server.
struct ServerProcess: Sendable {
    /// The number that the system gave the process.
    var pid: Int32 { process.processIdentifier }
    /// Whether it has not ended yet.
    var isRunning: Bool { process.isRunning }
    /// The release that it runs, with the link resolved.
    let release: String
    private let process: Process
    private let end: Task<Void, Never>

    /// Starts a process.
    ///
    /// - Parameters:
    ///   - program: The executable.
    ///   - arguments: What follows its name.
    ///   - release: The release that it is to run.
    ///   - lifeline: Becomes its standard input, which ends when this process does.
    /// - Throws: An error of Foundation when the program cannot be run.
    init(program: URL, arguments: [String], release: String, lifeline: FileHandle) throws {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.standardInput = lifeline
        let (ends, continuation) = AsyncStream.makeStream(of: Never.self)
        process.terminationHandler = { _ in continuation.finish() }
        try process.run()
        self.process = process
        self.release = release
        // Unstructured, because the process outlives this call, and several may wait for its end.
        self.end = Task { for await _ in ends {} }
    }

    /// Ends the process and waits until it is gone: politely first, and by force once the grace time is over.
    ///
    /// A cancelled task has no time for grace: it uses force at once.
    ///
    /// - Returns: Whether force was needed.
    func stop(grace: Duration) async -> Bool {
        process.terminate()
        return await withTaskGroup(of: Bool.self) { group in
            group.addTask {
                // Cut short when the process has ended, and when nobody has time for its grace any more.
                try? await Task.sleep(for: grace)
                guard isRunning else { return false }
                kill(pid, SIGKILL)
                return true
            }
            await end.value
            group.cancelAll()
            return await group.next() ?? false
        }
    }
}
