/// Where the files of one run are.
struct RunPlaces: Sendable {
    /// The run's folder.
    let folder: String

    /// The plan.
    var plan: String { "\(folder)/\(RunFiles.plan)" }
    /// The segment of the journal that is being written.
    var journal: String { "\(folder)/\(RunFiles.journal)" }
    /// A segment that is being made, before it takes its place.
    var newJournal: String { journal + ".new" }
    /// The head.
    var head: String { "\(folder)/\(RunFiles.head)" }
    /// The number that tells others what is durable.
    var durable: String { "\(folder)/\(DurableMark.file)" }
    /// Who drives the run.
    var lease: String { "\(folder)/\(RunFiles.lease)" }
    /// The messages.
    var messages: String { "\(folder)/\(RunFiles.messages)" }
    /// The checkpoint.
    var checkpoint: String { "\(folder)/\(RunFiles.checkpoint)" }
    /// The folder of live output.
    var outputs: String { "\(folder)/\(RunFiles.output)" }

    /// A segment that is no longer written.
    func segment(first: Int) -> String { "\(folder)/\(RunFiles.segment(first: first))" }
    /// The live output of an attempt.
    func output(of node: Int, attempt: Int) -> String { "\(outputs)/\(RunFiles.output(of: node, attempt: attempt))" }
}
