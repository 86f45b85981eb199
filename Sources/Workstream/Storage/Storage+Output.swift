extension Storage {
    /// What was kept of the live output of an attempt; `nil` when there is none.
    ///
    /// - Parameters:
    ///   - run: The run.
    ///   - path: The path of the action or check.
    ///   - attempt: The number of the attempt; the last one where none is given.
    /// - Throws: What the storage throws.
    func output(of run: RunID, at path: NodePath, attempt: Int?) async throws -> Output? {
        guard let node = try await Run(reading: run, from: self)[path] else { return nil }
        guard let attempt = attempt ?? node.state.lastAttempt?.number else { return nil }
        return try await output(of: node.number, attempt: attempt, in: run)
    }
}
