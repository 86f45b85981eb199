/// A plan was refused, with everything that is wrong with it.
public struct InvalidPlan: Error, Sendable, Equatable {
    /// What the plan is called.
    public var plan: String
    /// What is wrong, in the order of the nodes; at least one fault.
    public var faults: [PlanFault]
    /// What is doubtful besides.
    public var warnings: [PlanWarning]

    /// A refusal.
    public init(plan: String, faults: [PlanFault], warnings: [PlanWarning] = []) {
        self.plan = plan
        self.faults = faults
        self.warnings = warnings
    }
}

extension InvalidPlan: CustomStringConvertible {
    /// What was refused, and a line for each fault; long lists are cut.
    public var description: String {
        let count = faults.count == 1 ? "a fault" : "\(faults.count) faults"
        let head =
            "The plan \(plan.quoted) has \(count). A plan is stored and run only when nothing is wrong with it. Correct each, and submit it again."
        return ([head] + PlanValidation.lines(faults, "faults")).joined(separator: "\n")
    }
}
