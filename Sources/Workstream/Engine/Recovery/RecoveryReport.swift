/// What became of the runs that were under way when an engine opened, in the order in which they were submitted.
///
/// ```swift
/// let engine = try await Engine(storage: .directory("runs"), plugins: [Shell()])
/// for run in await engine.recovery.runs { print(run) }
/// ```
public struct RecoveryReport: Sendable {
    /// The runs; none where the engine was opened with `.none`.
    public var runs: [RecoveredRun]

    /// A report.
    public init(_ runs: [RecoveredRun] = []) {
        self.runs = runs
    }

    /// What became of a run; `nil` for one that was not under way.
    public subscript(_ id: RunID) -> RecoveredRun? { runs.first { $0.id == id } }

    /// The runs that do not go on by themselves, so that a person should look at them.
    public var needingAttention: [RecoveredRun] {
        runs.filter { run in
            switch run.fate {
            case .resumed, .finished: false
            case .held, .owned, .failed: true
            }
        }
    }
}

extension RecoveryReport: CustomStringConvertible {
    /// A line for each run; "nothing was under way" where there is none.
    public var description: String { runs.isEmpty ? "nothing was under way" : runs.map(\.description).joined(separator: "\n") }
}
