/// Every binding reads one action that has answered by then, or says what to take instead (S28, S29).
struct BindingRule: PlanRule {
    private let problems: [Int: [BindingPlan.Problem]]
    /// The paths of the nodes that the problems name.
    private var paths: [Int: NodePath] = [:]
    /// The names and keys that a source may have been meant by.
    private var names: [String] = []
    private var keys: [String] = []

    init(_ plan: Plan, _ bindings: BindingPlan) {
        problems = Dictionary(grouping: bindings.problems, by: \.action)
        guard !problems.isEmpty else { return }
        let named = Set(bindings.problems.flatMap(\.reason.nodes))
        var distinct: Set<String> = []
        for visit in plan.nodes {
            if named.contains(visit.number) { paths[visit.number] = visit.path }
            guard visit.kind == .action, !visit.isCheck else { continue }
            if names.count < Suggestions.candidates, distinct.insert(visit.node.name).inserted { names.append(visit.node.name) }
            if keys.count < Suggestions.candidates, let key = visit.node.key { keys.append(key) }
        }
    }

    func look(at visit: Node.Visit, _ findings: inout Findings) {
        for problem in problems[visit.number] ?? [] { report(problem, at: visit, &findings) }
    }

    private func report(_ problem: BindingPlan.Problem, at visit: Node.Visit, _ findings: inout Findings) {
        let binding = "\(visit.title) binds to the response of \(problem.reference)"
        switch problem.reason {
        case .unknown:
            findings.report(
                .sourceUnknown, at: visit, "\(binding), but no action is called that.\(suggestion(for: problem.reference, at: visit, &findings))",
                "There is nothing to read the value from.", "Correct the binding, or add the action.")
        case .ambiguous(let candidates):
            findings.report(
                .sourceAmbiguous, at: visit, "\(binding), but several actions are called that: \(list(candidates)).",
                "Nobody could tell whose response is meant.", "Give the right one a key, and bind to the key.")
        case .notAnAction(let number):
            findings.report(
                .sourceNotAnAction, at: visit, "\(binding), but that is \(path(number)), which is no action.", "Only actions have a response.",
                "Bind to an action.")
        case .check(let number):
            findings.report(
                .sourceNotAnAction, at: visit, "\(binding), but that is the check \(path(number)).",
                "A check only says whether something is so, and runs as often as it must.", "Bind to an action.")
        case .itself:
            findings.report(
                .sourceTooLate, at: visit, "\(binding), which is the action itself.", "It has not answered when its request is made.",
                "Bind to an earlier action.")
        case .later(let number):
            findings.report(
                .sourceTooLate, at: visit, "\(binding), but \(path(number)) runs later.", "It has not answered when the request is made.",
                "Bind to an earlier action, or move that one forward.")
        case .concurrent(let number):
            findings.report(
                .sourceConcurrent, at: visit, "\(binding), but \(path(number)) runs in another sequence of the same block.",
                "Nobody knows which of the two comes first.", "Put what is read into an earlier block, or both actions into one sequence.")
        case .mayBeMissing(let number, let absence):
            findings.report(
                .sourceMayBeMissing, at: visit, "\(binding) without `otherwise:`, but \(path(number)) may not have happened.", absence.explanation,
                "Say with `otherwise:` what to take then.")
        }
    }

    private func path(_ number: Int) -> String { String(describing: paths[number] ?? .plan).quoted }

    private func list(_ numbers: [Int]) -> String {
        numbers.prefix(3).map(path).joined(separator: ", ") + (numbers.count > 3 ? ", …" : "")
    }

    private func suggestion(for reference: Binding.Reference, at visit: Node.Visit, _ findings: inout Findings) -> String {
        switch reference {
        case .key(let key): findings.suggestions.sentence(for: key, among: keys)
        case .name(let name): findings.suggestions.sentence(for: name, among: names)
        }
    }
}

extension BindingPlan.Reason {
    /// The numbers of the nodes that a message about the reason names.
    fileprivate var nodes: [Int] {
        switch self {
        case .unknown, .itself: []
        case .ambiguous(let numbers): Array(numbers.prefix(3))
        case .notAnAction(let number), .check(let number), .later(let number), .concurrent(let number), .mayBeMissing(let number, _): [number]
        }
    }
}

extension BindingPlan.Absence {
    /// Why the source may be missing, as a sentence.
    fileprivate var explanation: String {
        switch self {
        case .tolerated: "Its sequence may fail within the tolerance of the block."
        case .bypassed: "Its block may be bypassed."
        case .deferred: "Its deferred batch may not be chosen, or may fail."
        case .failedBody: "Deferred checks run also when the body failed."
        }
    }
}
