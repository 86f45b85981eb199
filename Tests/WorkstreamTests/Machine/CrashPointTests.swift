import Testing

@testable import Workstream

@Suite("Crashes after every append", .oneAtATime)
struct CrashPointTests {
    @Test("S33, S62, S63 a run that is interrupted after any of its appends ends like the one that is not", arguments: 0..<8)
    func once(_ part: UInt64) throws {
        for seed in part * 10..<(part + 1) * 10 {
            let world = World(seed: seed)
            var whole = try world.trial()
            try world.finish(&whole)
            for point in whole.appends {
                var trial = try world.trial(of: whole.journal.prefix(point))
                trial.crash()
                try world.finish(&trial)
                let differences = world.differences(trial, whole)
                try #require(differences.isEmpty, "seed \(seed), crash after event \(point): \(differences)")
            }
        }
    }

    @Test("S33, S62, S63 a run that is interrupted, and interrupted again while it recovers, ends like the one that is not", arguments: 0..<4)
    func twice(_ part: UInt64) throws {
        for seed in 1000 + part * 2..<1000 + (part + 1) * 2 {
            let world = World(seed: seed)
            var whole = try world.trial()
            try world.finish(&whole)
            for point in whole.appends.prefix(40) {
                var first = try world.trial(of: whole.journal.prefix(point))
                first.crash()
                try world.finish(&first)
                for second in first.appends.prefix(30) {
                    var trial = try world.trial(of: first.journal.prefix(second))
                    trial.crash()
                    try world.finish(&trial)
                    let differences = world.differences(trial, whole)
                    try #require(differences.isEmpty, "seed \(seed), crashes after events \(point) and \(second): \(differences)")
                }
            }
        }
    }
}

/// A world in which what a call does follows from its path and attempt alone, so that two runs of a plan can be compared.
private struct World {
    let seed: UInt64

    /// What a call does.
    private enum Fate {
        case success, error, permanentError, timeout
    }

    /// A plan whose end does not depend on the order in which calls happen to end.
    private var plan: Plan {
        var plan = WalkPlan.plan(seed: seed)
        for block in plan.blocks.indices { plan.blocks[block].concurrency = 1 }
        plan.mapActions { action in
            action.deadline = nil
            action.onUnknownOutcome = nil
        }
        return plan
    }

    /// A run that has just been started.
    func trial() throws -> Trial {
        var trial = try Trial(plan)
        trial.resolve = { WalkTests.resolution(of: $0, seed: seed) }
        trial.start()
        return trial
    }

    /// A run of which these events are known.
    func trial(of journal: some Collection<Event>) throws -> Trial {
        var trial = try Trial(plan)
        trial.resolve = { WalkTests.resolution(of: $0, seed: seed) }
        trial.replay(journal)
        return trial
    }

    /// All calls do what they do, and people decide as they know it, until the run has ended.
    func finish(_ trial: inout Trial) throws {
        for _ in 0..<2000 where trial.finished == nil {
            if let call = trial.calls.first {
                end(call, &trial)
            } else if let action = trial.unresolved.first {
                decide(action, &trial)
            } else {
                trial.pass(.seconds(60))
            }
        }
        try #require(trial.finished != nil, "seed \(seed): the run does not end")
    }

    private func end(_ call: Trial.Call, _ trial: inout Trial) {
        let fate = fate(call.path, call.attempt, trial)
        switch fate {
        case _ where call.isProbe: trial.answerProbe(call.path, fate == .success ? .happened(.empty) : .didNotHappen)
        case .success: trial.succeed(call.path)
        case .error: trial.fail(call.path)
        case .permanentError: trial.fail(call.path, code: .checkFailed, permanent: true)
        case .timeout where trial.cancelled.contains(call): trial.endCancelled(call.path)
        case .timeout: trial.overdue(call.path)
        }
    }

    private func decide(_ path: String, _ trial: inout Trial) {
        let happened = fate(path, trial.attempt(path), trial) == .success
        trial.decide(path, happened ? .completed(.empty) : .failed("so says the ledger"))
    }

    /// What an attempt does; an error after which a call that must not be made twice is made again would leave people a choice.
    private func fate(_ path: String, _ attempt: Int, _ trial: Trial) -> Fate {
        guard !path.contains("continuous-checks") else { return .success }
        var random = path.utf8.reduce(SeededGenerator(seed: seed)) { $0.derived(UInt64($1)) }.derived(UInt64(attempt))
        switch random.next(below: 12) {
        case 0, 1: return trial.isAtMostOnce(path) ? .permanentError : .error
        case 2: return .permanentError
        case 3: return .timeout
        default: return .success
        }
    }

    /// The nodes that ended otherwise.
    func differences(_ trial: Trial, _ other: Trial) -> [String] {
        trial.paths.filter { trial.status($0) != other.status($0) }.map { "\($0): \(trial.status($0)), not \(other.status($0))" }
    }
}

extension Plan {
    /// Changes every action and check.
    fileprivate mutating func mapActions(_ change: (inout Node.Action) -> Void) {
        func changed(_ actions: [Node.Action]) -> [Node.Action] {
            actions.map {
                var action = $0
                change(&action)
                return action
            }
        }
        func changed(_ groups: [Node.Checks]) -> [Node.Checks] {
            groups.map {
                var group = $0
                group.checks = changed($0.checks)
                return group
            }
        }
        func changed(_ batches: [Node.Batch]) -> [Node.Batch] {
            batches.map {
                var batch = $0
                batch.actions = changed($0.actions)
                return batch
            }
        }
        checks = changed(checks)
        deferred = changed(deferred)
        for block in blocks.indices {
            blocks[block].checks = changed(blocks[block].checks)
            blocks[block].deferred = changed(blocks[block].deferred)
            for sequence in blocks[block].sequences.indices {
                blocks[block].sequences[sequence].checks = changed(blocks[block].sequences[sequence].checks)
                blocks[block].sequences[sequence].actions = changed(blocks[block].sequences[sequence].actions)
            }
        }
    }
}
