/// Everything that is wrong or doubtful about a plan, found in one go.
public struct PlanValidation: Sendable, Equatable {
    /// What keeps the plan from being submitted, in the order of the nodes.
    public var faults: [PlanFault]
    /// What is doubtful, in the order of the nodes.
    public var warnings: [PlanWarning]

    /// Whether the plan can be submitted.
    public var isValid: Bool { faults.isEmpty }
}

extension PlanValidation: CustomStringConvertible {
    /// How many faults and warnings a text lists; a generated plan may have a fault in every node, and nobody reads a hundred thousand lines.
    static let listed = 50

    /// A line each; long lists are cut.
    public var description: String {
        guard !faults.isEmpty || !warnings.isEmpty else { return "no faults" }
        return (Self.lines(faults, "faults") + Self.lines(warnings.map { "warning: \($0)" }, "warnings")).joined(separator: "\n")
    }

    /// A line for each element, and one that says how many more there are.
    static func lines(_ elements: [some CustomStringConvertible], _ kind: String) -> [String] {
        let lines = elements.prefix(listed).map(\.description)
        return elements.count > listed ? lines + ["… and \(elements.count - listed) more \(kind)"] : lines
    }
}
