/// Every binding has a place in the request that can take its value (S28).
struct BindingTargetRule: PlanRule {
    func look(at visit: Node.Visit, _ findings: inout Findings) {
        guard let action = visit.action, !action.bindings.isEmpty else { return }
        var filled: Set<JSON.Path> = []
        for binding in action.bindings {
            let components = binding.target.components
            // What an earlier binding puts there, or around it, is not known before the run.
            let isOpen = (0...components.count).contains { filled.contains(JSON.Path(Array(components[..<$0]))) }
            filled.insert(binding.target)
            guard !isOpen, let fault = BindingPlan.fault(of: binding, in: action.request) else { continue }
            findings.report(fault, at: visit)
        }
    }
}
