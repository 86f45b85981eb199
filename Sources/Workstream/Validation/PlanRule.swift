/// One rule of what a plan must be.
///
/// A rule looks at the nodes one after another, in the order of execution, and reports what is wrong at the node where it has to be corrected. It may remember
/// what it has seen. It must not take longer for a node than the node is large, or a large plan would never be through.
protocol PlanRule {
    /// Looks at a node.
    mutating func look(at visit: Node.Visit, _ findings: inout Findings)
}
