import Foundation
import Workstream

@testable import crash_program

/// Compares what runs say with what happened.
struct EffectAudit: Sendable {
    /// What happened.
    let world: World

    /// Looks at every run of the world.
    func tally() async throws -> KillTally {
        let entries = Dictionary(grouping: try world.allEntries(), by: \.effect)
        let engine = try await Engine(storage: .directory(world.runs), plugins: [], opening: .none)
        var tally = KillTally()
        for head in try await engine.runs(limit: 100_000).items {
            let run = try await engine.snapshot(of: head.id)
            let number = head.key ?? ""
            tally.runs += 1
            if isCrashLoopOfCheck(run) {
                tally.failedRuns += 1
            } else if run.status != .completed {
                tally.faults.append("Run \(number) is \(run.status), and needs: \(run.attention). \(run.failures)")
                continue
            }
            for node in run.nodes where node.kind == .action && !node.isCheck {
                judge(node, of: number, mustComplete: run.status == .completed, entries["\(number)/\(node.name)"] ?? [], &tally)
            }
            if run.status == .completed { tally.faults += strayFiles(of: number) }
        }
        let numbers = Set(try await engine.runs(limit: 100_000).items.compactMap(\.key))
        for effect in entries.keys where !numbers.contains(String(effect.prefix { $0 != "/" })) { tally.faults.append("\(effect) belongs to no run") }
        try await engine.shutdown()
        return tally
    }

    /// S70: whether the run failed because three programs in a row were killed while a check looked; then nothing of its body needs to have begun.
    private func isCrashLoopOfCheck(_ run: Run) -> Bool {
        guard run.status == .failed, let reason = run.reason, reason.code == .crashLoop else { return false }
        return run[reason.path]?.isCheck ?? false
    }

    /// Whether an action was done as often as it promises, and says so.
    private func judge(_ node: RunNode, of run: String, mustComplete: Bool, _ entries: [EffectLedger.Entry], _ tally: inout KillTally) {
        let attempts = node.state.attempts
        let doubts = attempts.compactMap { $0.decision == nil ? nil : $0.doubt }
        tally.interruptions += attempts.map(\.interruptions).reduce(0, +)
        tally.decisions += doubts.count
        tally.crashLoops += doubts.count { $0.code == .crashLoop }
        guard let promise = EffectPromise.all[node.name] else {
            if node.state.status != .completed, mustComplete { tally.faults.append("\(run)/\(node.name) is \(node.state.status)") }
            return
        }
        tally.actions[promise, default: 0] += 1
        let count = entries.count { $0.mark != .end }
        if count > attempts.count { tally.repeated += 1 }
        func fault(_ text: String) {
            tally.faults.append(
                "\(run)/\(node.name) \(text): \(node.state.status), \(entries.map(\.mark.rawValue)), \(attempts.map(\.interruptions)), \(doubts.map { "\($0.code)" })"
            )
        }
        if Set(entries.map(\.token)).count > 1 { fault("has more than one token") }
        // A command is not begun again while an earlier one of its action lives (S71).
        let isInOrder = entries.enumerated().allSatisfy { $1.mark == .done || ($1.mark == .begin) == $0.isMultiple(of: 2) }
        if !isInOrder { fault("overlaps with itself, or has not ended") }
        switch (promise, node.state.status) {
        case (.idempotent, .completed): if count == 0 { fault("did not happen") }
        case (.probing, .completed): if count != 1 { fault("happened \(count) times") }
        case (.atMostOnce, .completed): if count != 1 { fault("happened \(count) times") }
        case (.atMostOnce, .failed):
            if count > 1 { fault("happened \(count) times") }
            if doubts.isEmpty { fault("is missing, and nobody was told") }
            if count == 0 { tally.missing += 1 }
        case (_, .notStarted) where !mustComplete, (_, .skipped) where !mustComplete: if count > 0 { fault("happened and did not begin") }
        case (.idempotent, .stopped) where !mustComplete: break
        case (_, .stopped) where !mustComplete: if count > 1 { fault("happened \(count) times") }
        default: fault("did not complete")
        }
    }

    /// What lies in the folder of a run and should not, or should and does not.
    private func strayFiles(of run: String) -> [String] {
        let folder = world.files(of: Int(run) ?? -1)
        let names = Set((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
        // The last one is what `SwitchSymlink` keeps for a repetition.
        var faults = names.subtracting([".current.workstream"]) == ["written", "copied", "current"] ? [] : ["\(folder) holds \(names.sorted())"]
        for name in ["written", "current"] where FileManager.default.contents(atPath: folder + "/" + name) != Data("\(run)\n".utf8) {
            faults.append("\(folder)/\(name) holds something else")
        }
        return faults
    }
}
