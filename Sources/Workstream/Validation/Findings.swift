/// What the rules have found so far.
struct Findings {
    /// What keeps the plan from being submitted.
    private(set) var faults: [PlanFault] = []
    /// What is doubtful.
    private(set) var warnings: [PlanWarning] = []
    /// Finds what may have been meant; one for all rules, because the effort for the whole plan is limited.
    var suggestions = Suggestions()

    /// Reports a fault: what happened, why it matters, what to do.
    mutating func report(_ code: PlanFault.Code, at visit: Node.Visit, _ problem: String, _ reason: String, _ remedy: String) {
        faults.append(PlanFault(code, at: visit.path, "\(problem) \(reason) \(remedy)"))
    }

    /// Reports what was wrong with how a node was made.
    mutating func report(_ defect: Defect, at visit: Node.Visit) {
        faults.append(PlanFault(PlanFault.Code(rawValue: defect.code), at: visit.path, defect.message))
    }

    /// Reports what would keep a binding from being filled in.
    mutating func report(_ fault: BindingFault, at visit: Node.Visit) {
        faults.append(PlanFault(PlanFault.Code(rawValue: fault.code.rawValue), at: visit.path, fault.message))
    }

    /// Warns: what was found, why it matters, what to do.
    mutating func warn(_ code: PlanWarning.Code, at visit: Node.Visit, _ problem: String, _ reason: String, _ remedy: String) {
        warnings.append(PlanWarning(code, at: visit.path, "\(problem) \(reason) \(remedy)"))
    }
}

extension Node.Visit {
    /// What the node is called in messages, such as `The sequence "web-1"`.
    var title: String {
        switch kind {
        case .plan: "The plan \(node.name.quoted)"
        case .block: "The block \(node.name.quoted)"
        case .sequence: "The sequence \(node.name.quoted)"
        case .action: isCheck ? "The check \(node.name.quoted)" : "The action \(node.name.quoted)"
        case .checks: "The group \(node.name.quoted)"
        case .batch: "The deferred batch \(node.name.quoted)"
        }
    }
}
