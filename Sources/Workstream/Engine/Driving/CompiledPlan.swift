/// The plan of a run, compiled: what its journal is read with, whether its plugins are there or not.
struct CompiledPlan: Sendable {
    /// The plan by node numbers.
    let index: PlanIndex
    /// The plan as the machine wants it.
    let shape: Shape
    /// Which actions its bindings read.
    let bindings: BindingPlan

    /// Compiles a stored plan.
    ///
    /// - Parameters:
    ///   - plan: The plan, with its numbers.
    ///   - run: The run that it is of, where there is one.
    ///   - bindings: Which actions its bindings read, where that is known already.
    ///   - registry: The plugins.
    /// - Throws: `StorageError` with code `.damaged` when the numbers of the nodes are not those from 0 on, each once.
    /// - Complexity: O(nodes).
    init(_ plan: Plan, of run: RunID? = nil, bindings known: BindingPlan? = nil, registry: PluginRegistry) throws(StorageError) {
        let bindings = known ?? BindingPlan(plan)
        do {
            index = try PlanIndex(plan)
            shape = try Shape(
                plan, sources: bindings.sources, canProbe: { registry[$0]?.probe != nil }, retryPolicy: { registry[$0]?.retryPolicy ?? .never })
        } catch {
            throw StorageError(.damaged, "\(error)", run: run, cause: error)
        }
        self.bindings = bindings
    }
}
