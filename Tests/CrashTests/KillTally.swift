@testable import crash_program

/// What came of many kills.
struct KillTally: Sendable {
    /// How often a program was killed.
    var kills = 0
    /// How many commands still ran after a kill, each counted again at the next kill.
    var survivors = 0
    /// How many runs came to their end.
    var runs = 0
    /// How many of them failed, because three programs in a row were killed while one of their checks looked (S70).
    var failedRuns = 0
    /// How many actions there were, by what they promise.
    var actions: [EffectPromise: Int] = [:]
    /// How many of their effects stand in the ledger more than once, by the same token.
    var repeated = 0
    /// How many attempts were made again.
    var interruptions = 0
    /// How many actions waited for a decision.
    var decisions = 0
    /// How many of these because three processes had not survived them.
    var crashLoops = 0
    /// How many of these had not happened.
    var missing = 0
    /// What should not be.
    var faults: [String] = []

    /// Both together.
    static func + (left: KillTally, right: KillTally) -> KillTally {
        var sum = left
        sum.kills += right.kills
        sum.survivors += right.survivors
        sum.failedRuns += right.failedRuns
        sum.runs += right.runs
        sum.actions.merge(right.actions, uniquingKeysWith: +)
        sum.repeated += right.repeated
        sum.interruptions += right.interruptions
        sum.decisions += right.decisions
        sum.crashLoops += right.crashLoops
        sum.missing += right.missing
        sum.faults += right.faults
        return sum
    }
}

extension KillTally: CustomStringConvertible {
    /// A line for people.
    var description: String {
        let actions = EffectPromise.allCases.map { "\(self.actions[$0] ?? 0) \($0.rawValue)" }.joined(separator: ", ")
        return
            "\(kills) kills, commands still ran after them \(survivors) times, \(runs) runs (\(failedRuns) failed by crash loops of checks), actions: \(actions); \(interruptions) attempts made again, \(repeated) effects repeated by token, "
            + "\(decisions) decisions (\(crashLoops) after three kills in a row, \(missing) effects missing), \(faults.count) faults"
    }
}
