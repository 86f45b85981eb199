/// A plan as submit leaves it: validated and compiled, with the requests that its runs will make, decoded.
///
/// It is made once, however many runs follow, and nothing of it is done anew when a run starts.
package struct ReadyPlan: Sendable {
    /// The plan with numbers, versions of plugins, and effects written into it.
    package var plan: Plan { compiled.index.plan }
    /// Names the plan.
    package let digest: Digest
    /// What the machine and the journal need of it.
    let compiled: CompiledPlan
    /// The plugins that it uses, by name.
    let plugins: [String]
    /// By node number: which of the plugins; −1 for what makes no call.
    let pluginOf: [Int32]
    /// By node number: the decoded request; nil for what makes no call, or has bindings.
    let requests: [(any Sendable)?]

    /// Makes a plan ready.
    ///
    /// - Parameters:
    ///   - prepared: The plan, validated.
    ///   - digest: Names it.
    ///   - registry: The plugins that it was validated with.
    /// - Complexity: O(nodes).
    package init(_ prepared: PreparedPlan, digest: Digest, registry: PluginRegistry) throws(StorageError) {
        self.digest = digest
        compiled = try CompiledPlan(prepared.plan, bindings: prepared.bindings, registry: registry)
        var places: [String: Int32] = [:]
        var plugins: [String] = []
        var pluginOf = [Int32](repeating: -1, count: compiled.index.count)
        prepared.plan.forEachAction { action in
            guard let number = action.number else { return }
            if let known = places[action.plugin] {
                pluginOf[number] = known
            } else {
                pluginOf[number] = Int32(plugins.count)
                places[action.plugin] = pluginOf[number]
                plugins.append(action.plugin)
            }
        }
        self.plugins = plugins
        self.pluginOf = pluginOf
        requests = prepared.requests
    }
}
