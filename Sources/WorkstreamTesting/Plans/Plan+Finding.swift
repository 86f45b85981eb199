public import Workstream

extension Plan {
    /// All actions and checks that call a plugin, in the order of execution, each with its path and its request.
    ///
    /// ```swift
    /// for call in try plan.actions(using: Shell.self) { #expect(call.action.timeout != nil, "\(call.path)") }
    /// ```
    ///
    /// - Parameters:
    ///   - plugin: The plugin.
    ///   - name: What the plan calls it, where it is registered under another name.
    /// - Throws: ``PlanTestError`` with code `.notFound` where there is none, since a test that looks at nothing proves nothing; or `.requestDoesNotDecode`.
    /// - Complexity: O(*n*).
    public func actions<P: Plugin>(using plugin: P.Type, named name: String? = nil) throws(PlanTestError) -> [PlannedCall<P>] {
        let name = name ?? P.name
        var found: [PlannedCall<P>] = []
        for visit in nodes {
            if let action = visit.action, action.plugin == name { found.append(try PlannedCall(visit, action, for: plugin)) }
        }
        guard !found.isEmpty else { throw .pluginNotFound(name, in: self) }
        return found
    }

    /// The action or check at a path, with its request.
    ///
    /// ```swift
    /// let upload = try plan.action(at: "Fleet/web-2/upload", using: Upload.self)
    /// #expect(upload.request.host == "web-2")
    /// ```
    ///
    /// - Parameters:
    ///   - path: The path.
    ///   - plugin: The plugin that it must call.
    ///   - name: What the plan calls the plugin, where it is registered under another name.
    /// - Throws: ``PlanTestError``.
    public func action<P: Plugin>(at path: NodePath, using plugin: P.Type, named name: String? = nil) throws(PlanTestError) -> PlannedCall<P> {
        guard let visit = self[path] else { throw .pathNotFound(path, in: self) }
        return try call(visit, plugin, name)
    }

    /// The action or check with a key, with its request.
    ///
    /// - Parameters:
    ///   - key: The key.
    ///   - plugin: The plugin that it must call.
    ///   - name: What the plan calls the plugin, where it is registered under another name.
    /// - Throws: ``PlanTestError``.
    /// - Complexity: O(*n*).
    public func action<P: Plugin>(key: String, using plugin: P.Type, named name: String? = nil) throws(PlanTestError) -> PlannedCall<P> {
        guard let visit = node(key: key) else { throw .keyNotFound(key, in: self) }
        return try call(visit, plugin, name)
    }

    private func call<P: Plugin>(_ visit: Node.Visit, _ plugin: P.Type, _ name: String?) throws(PlanTestError) -> PlannedCall<P> {
        let name = name ?? P.name
        guard let action = visit.action, action.plugin == name else { throw .otherPlugin(visit, wanted: name) }
        return try PlannedCall(visit, action, for: plugin)
    }
}
