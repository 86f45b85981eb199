/// One validation of one plan: all rules, side by side, on one walk.
struct PlanValidator {
    private let plan: Plan
    private var rules: [any PlanRule]
    /// The rule that decodes requests; submit goes on with what it decoded.
    private(set) var requests: RequestRule
    /// Which actions the bindings read.
    let bindings: BindingPlan

    init(_ plan: Plan, _ registry: PluginRegistry) {
        self.plan = plan
        self.bindings = BindingPlan(plan)
        self.requests = RequestRule(registry, count: plan.countOfNodes)
        self.rules = [
            NameRule(), KeyRule(), BodyRule(), GroupRule(), TimeRule(), CountRule(), PluginRule(registry),
            StorableRule(), BindingRule(plan, bindings),
            BindingTargetRule(), DependencyRule(), PlainSecretRule(),
        ]
    }

    /// Lets every rule look at every node.
    mutating func validate() -> PlanValidation {
        var findings = Findings()
        for visit in plan.nodes {
            for defect in visit.node.defects { findings.report(defect, at: visit) }
            // Where content was lost there may be a node that says nothing but that.
            guard !visit.node.defects.contains(where: { $0.code == Defect.lostContent }) || !visit.node.name.isEmpty else { continue }
            for rule in rules.indices { rules[rule].look(at: visit, &findings) }
            requests.look(at: visit, &findings)
        }
        return PlanValidation(faults: findings.faults, warnings: findings.warnings)
    }
}
