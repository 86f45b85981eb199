/// One line of the table: a workload, and what it is held against.
struct Row: Sendable {
    /// Does the work once, and says what that came to in the row's unit; what comes before and after is not in it.
    typealias Measurement = @Sendable () async throws -> Double

    /// What it is called, on the command line too.
    let name: String
    /// The work, in words.
    let work: String
    /// What a figure counts, such as `actions/s` or `MiB`.
    let unit: String
    /// What it is held against, in words.
    let against: String
    /// What is to be reached, all of it.
    let goals: [Goal]
    /// The work.
    let subject: Measurement
    /// What it is held against.
    let baseline: Measurement?
    /// The work, so many operations of it: small enough where every instruction is counted.
    let counted: Work?
}

/// Rows of speed.
extension Row {
    /// Does so many operations, and says how long they took.
    typealias Work = @Sendable (_ count: Int) async throws -> Duration

    /// A row that counts operations a second.
    ///
    /// - Parameters:
    ///   - operation: What is counted, in the plural.
    ///   - count: How many of them one measurement makes.
    init(
        _ name: String, _ work: String, _ operation: String = "actions", count: Int, against: String, _ goals: Goal..., subject: @escaping Work,
        baseline: Work? = nil
    ) {
        let perSecond = { @Sendable (work: Work) async throws -> Double in Double(count) / (try await work(count) / .seconds(1)) }
        var measured: Measurement?
        if let baseline { measured = { try await perSecond(baseline) } }
        self.init(
            name: name, work: work, unit: "\(operation)/s", against: against, goals: goals, subject: { try await perSecond(subject) },
            baseline: measured, counted: subject)
    }
}

/// Rows of cost.
extension Row {
    /// A row whose figure is a cost: the less, the better.
    init(
        _ name: String, _ work: String, cost unit: String, against: String, _ goals: Goal..., subject: @escaping Measurement,
        baseline: Measurement? = nil
    ) {
        self.init(name: name, work: work, unit: unit, against: against, goals: goals, subject: subject, baseline: baseline, counted: nil)
    }
}

extension Row {
    /// All rows, in the order of the table.
    static var all: [Row] { memory + large + files + stores + submitting + background + processes + tool }
}
