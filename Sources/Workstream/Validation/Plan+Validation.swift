extension Plan {
    /// Looks for everything that is wrong with the plan, all at once, as submit does (S40).
    ///
    /// A unit test of a plan needs no engine for it:
    ///
    /// ```swift
    /// #expect(plan.validate(with: [Shell(), Upload()]).faults.isEmpty)
    /// ```
    ///
    /// Plugins are asked to decode and validate their requests; none is called. Nothing is stored, and the plan stays as it is.
    /// - Parameter registry: The plugins that the engine will have. Faults of the registry itself are thrown by the engine.
    /// - Complexity: O(*n*), plus what bindings between sequences need to follow dependencies.
    public func validate(with registry: PluginRegistry) -> PlanValidation {
        var validator = PlanValidator(self, registry)
        return validator.validate()
    }

    /// The plan as submit stores it (S40): validated, with the numbers of its nodes, the versions of its plugins, and the effects that its author left open.
    ///
    /// An action with bindings keeps an open effect open: its plugin can judge only a complete request. A request that was written for an older version of its
    /// plugin is brought up to date.
    /// - Throws: `InvalidPlan` with all faults.
    /// - Complexity: That of `validate(with:)`.
    package func prepared(with registry: PluginRegistry) throws(InvalidPlan) -> PreparedPlan {
        var validator = PlanValidator(self, registry)
        let validation = validator.validate()
        guard validation.isValid else { throw InvalidPlan(plan: name, faults: validation.faults, warnings: validation.warnings) }
        let requests = validator.requests
        var plan = numbered()
        plan.changeEachAction { action in
            guard let number = action.number, let plugin = registry[action.plugin] else { return }
            action.pluginVersion = plugin.version
            if let upgraded = requests.upgraded[number] { action.request = upgraded }
            if action.hasPluginsEffect { action.effect = nil }
            guard action.effect == nil else { return }
            action.effect = requests.decoded[number].flatMap { plugin.effect($0) }
            action.hasPluginsEffect = action.effect != nil
        }
        return PreparedPlan(plan: plan, requests: requests.decoded, bindings: validator.bindings, warnings: validation.warnings)
    }
}
