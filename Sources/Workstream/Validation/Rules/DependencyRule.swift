/// Every sequence waits for others of its block that are there, each named once, and none for itself in the end (S23).
struct DependencyRule: PlanRule {
    /// How many sequences of a cycle a message shows.
    private static let shown = 8

    private var block: Node.Block?
    /// What is wrong in the block whose sequences are being visited, by the place of the sequence.
    private var problems: [Int: [Node.Block.Dependencies.Problem]] = [:]
    private var place = 0

    mutating func look(at visit: Node.Visit, _ findings: inout Findings) {
        switch visit.node {
        case .block(let block):
            self.block = block
            problems = Dictionary(grouping: block.dependencies.problems, by: \.sequence)
            place = 0
        case .sequence(let sequence):
            checkRepetition(sequence, at: visit, &findings)
            for problem in problems[place] ?? [] { report(problem, at: visit, &findings) }
            place += 1
        case .plan, .action, .checks, .batch: break
        }
    }

    private func checkRepetition(_ sequence: Node.Sequence, at visit: Node.Visit, _ findings: inout Findings) {
        guard sequence.after.count > 1 else { return }
        var seen: Set<String> = []
        var reported: Set<String> = []
        for name in sequence.after where !seen.insert(name).inserted && reported.insert(name).inserted {
            findings.report(
                .dependencyRepeated, at: visit, "\(visit.title) names \(name.quoted) twice in `after`.",
                "One of the two may have been meant for another.",
                "Take one out, or correct it.")
        }
    }

    private func report(_ problem: Node.Block.Dependencies.Problem, at visit: Node.Visit, _ findings: inout Findings) {
        let sequences = block?.sequences ?? []
        switch problem {
        case .unknown(_, let name):
            let names = sequences.lazy.flatMap { [$0.name, $0.key].lazy.compactMap(\.self) }
            findings.report(
                .dependencyUnknown, at: visit,
                "\(visit.title) waits for \(name.quoted), but no sequence of its block is called that.\(findings.suggestions.sentence(for: name, among: names))",
                "It could never begin.", "Correct the name in `after`, or add the sequence to the block.")
        case .ambiguous(_, let name, let candidates):
            findings.report(
                .dependencyAmbiguous, at: visit,
                "\(visit.title) waits for \(name.quoted), but \(candidates.count) sequences of its block are called that.",
                "Nobody could tell which of them is meant.", "Give the right one a key, and name the key in `after`.")
        case .cycle(let members):
            let names = members.prefix(Self.shown).map { sequences[$0].name.quoted }
            let gap = members.count > Self.shown ? ["… (\(members.count - Self.shown) more)"] : []
            let cycle = (names + gap + names.prefix(1)).joined(separator: " → ")
            findings.report(
                .dependencyCycle, at: visit, "\(visit.title) waits in a circle: \(cycle).", "None of these sequences could ever begin.",
                "Take one of the names out of `after`.")
        }
    }
}

extension Node.Block.Dependencies.Problem {
    /// The place of the sequence at which the problem is reported; of a cycle, the first that was found.
    fileprivate var sequence: Int {
        switch self {
        case .unknown(let sequence, _), .ambiguous(let sequence, _, _): sequence
        case .cycle(let members): members[0]
        }
    }
}
