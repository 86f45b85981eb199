/// A plan that passed validation, as submit stores it, with what was found out on the way (S40).
package struct PreparedPlan: Sendable {
    /// The plan with numbers, versions of plugins, and effects written into it.
    package let plan: Plan
    /// The decoded request of each action and check, by number; an action with bindings has none yet, because its request is not complete.
    package let requests: [Int: any Sendable]
    /// Which actions the bindings read.
    package let bindings: BindingPlan
    /// What is doubtful about the plan.
    package let warnings: [PlanWarning]
}
