import Workstream

/// Compares how executions end with the one of the same seed in which no engine dies or restarts, and no storage fails.
final class EndComparison: Sendable {
    /// What is said of an execution that ends in another way.
    static let rule = "an interrupted run ends like one that is not"

    private let exceptions: Set<String>
    private let exceptionsOfLoss: Set<String>
    private let ends = Lock<[UInt64: ExecutionEnd]>([:])

    /// A comparison that lets some paths differ.
    ///
    /// - Parameters:
    ///   - exceptions: Which.
    ///   - exceptionsOfLoss: Which others where an engine died before an append was stored.
    init(except exceptions: Set<String>, orWhereLost exceptionsOfLoss: Set<String>) {
        self.exceptions = exceptions
        self.exceptionsOfLoss = exceptionsOfLoss
    }

    /// An execution with what is wrong with its end.
    func judged(_ result: Execution.Result, of execution: Execution) -> Execution.Result {
        guard execution.faults.contains(where: \.isInterruption), result.status.isFinal else { return result }
        let isLossy = execution.faults.contains { if case .crash(_, isKept: false, _) = $0 { true } else { false } }
        let exceptions = isLossy ? exceptions.union(exceptionsOfLoss) : exceptions
        let differences = end(of: result, execution.subject).differences(from: whole(execution), except: exceptions)
        guard !differences.isEmpty else { return result }
        var judged = result
        judged.objections.append(Objection(rule: Self.rule, why: differences.joined(separator: "; ")))
        return judged
    }

    /// The end where nothing interrupts, which is found out once.
    private func whole(_ execution: Execution) -> ExecutionEnd {
        if let known = ends.withLock({ $0[execution.seed] }) { return known }
        let faults = execution.faults.filter { !$0.isInterruption }
        let end = end(of: Execution(subject: execution.subject, seed: execution.seed, faults: faults).play(), execution.subject)
        ends.withLock { $0[execution.seed] = end }
        return end
    }

    private func end(of result: Execution.Result, _ subject: SimulationSubject) -> ExecutionEnd {
        let happened = result.story.calls.filter { call in
            if case .threw = call.ending { return false }
            return call.effect >= 0
        }
        return ExecutionEnd(result.run ?? subject.run(after: result.story.events), effects: Set(happened.map { "\(subject.facts.paths[$0.node])" }))
    }
}

extension SimulationSubject {
    /// The run as some events leave it.
    fileprivate func run(after events: [Event]) -> Run {
        var run = prototype
        for event in events { run.apply(event) }
        return run
    }
}
