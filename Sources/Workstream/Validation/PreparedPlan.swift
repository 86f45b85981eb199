/// A plan that passed validation, as submit stores it, with what was found out on the way (S40).
package struct PreparedPlan: Sendable {
    /// The plan with numbers, versions of plugins, and effects written into it.
    package let plan: Plan
    /// By node number: the decoded request of an action or check; nil for another node, and for an action with bindings, whose request is not complete yet.
    package let requests: [(any Sendable)?]
    /// Which actions the bindings read.
    package let bindings: BindingPlan
    /// What is doubtful about the plan.
    package let warnings: [PlanWarning]
}
