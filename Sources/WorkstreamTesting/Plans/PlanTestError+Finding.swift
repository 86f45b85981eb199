import Workstream

extension PlanTestError {
    /// No action calls a plugin.
    static func pluginNotFound(_ name: String, in plan: Plan) -> PlanTestError {
        var suggestions = Suggestions()
        let names = Set(plan.nodes.compactMap { $0.action?.plugin }).sorted()
        let present = names.isEmpty ? "it has no actions" : "it calls \(names.prefix(10).map { "\"\($0)\"" }.joined(separator: ", "))"
        return PlanTestError(
            .notFound,
            "Nothing in the plan \"\(plan.name)\" calls the plugin \"\(name)\": \(present). A test that looks at no action proves nothing."
                + "\(suggestions.sentence(for: name, among: names)) Give the name under which the plan calls it: `actions(using:named:)`.")
    }

    /// No node has a path.
    static func pathNotFound(_ path: NodePath, in plan: Plan) -> PlanTestError {
        var suggestions = Suggestions()
        // The longest part of the path that leads somewhere, and what stands there.
        var length = path.components.count - 1
        while length > 0, plan[NodePath(Array(path.components[..<length]))] == nil { length -= 1 }
        let reached = NodePath(Array(path.components[..<max(0, length)]))
        let missing = path.components[max(0, length)...].first ?? ""
        let siblings = plan[reached].map { $0.node.components(of: $0.node.children) } ?? []
        let present = siblings.prefix(10).map { "\"\($0)\"" }.joined(separator: ", ") + (siblings.count > 10 ? " and others" : "")
        return PlanTestError(
            .notFound,
            "The plan \"\(plan.name)\" has nothing at \"\(path)\": in \(reached == .plan ? "it" : "\"\(reached)\"") stands no \"\(missing)\", only "
                + "\(siblings.isEmpty ? "nothing" : present). A path is made of the names of block, sequence and action, a second one of a name with \"#2\"."
                + "\(suggestions.sentence(for: missing, among: siblings)) Correct the path, or ask for a key, which stays when names change.",
            path: path)
    }

    /// No node has a key.
    static func keyNotFound(_ key: String, in plan: Plan) -> PlanTestError {
        var suggestions = Suggestions()
        let keys = plan.nodes.compactMap { $0.node.key }
        let present = keys.isEmpty ? "no node has one" : "there are \(keys.prefix(10).map { "\"\($0)\"" }.joined(separator: ", "))"
        return PlanTestError(
            .notFound,
            "No node of the plan \"\(plan.name)\" has the key \"\(key)\": \(present). The plan's own key names what it works on, not a node."
                + "\(suggestions.sentence(for: key, among: keys)) Correct the key, or give it to the node with `.key(\"\(key)\")`.")
    }

    /// A node is no call of a plugin.
    static func otherPlugin(_ visit: Node.Visit, wanted: String) -> PlanTestError {
        let found = visit.action.map { "calls the plugin \"\($0.plugin)\"" } ?? "is no action but a \(visit.kind)"
        return PlanTestError(
            .otherPlugin,
            "\"\(visit.path)\" \(found), where a call of \"\(wanted)\" was asked for. Its request cannot be read as that of another plugin. Ask for the "
                + "plugin that it calls, or correct the plan.",
            path: visit.path)
    }

    /// A request is none of its plugin.
    static func requestDoesNotDecode<P: Plugin>(of action: Node.Action, at path: NodePath, for plugin: P.Type, _ cause: JSON.DecodingFault)
        -> PlanTestError
    {
        let targets = action.bindings.map { "\($0.target)" }
        let bound = targets.isEmpty ? "" : " Its bindings fill in \(targets.joined(separator: ", ")) only when it runs."
        return PlanTestError(
            .requestDoesNotDecode,
            "The request of \"\(path)\" is no `\(P.Request.self)` of the plugin \"\(action.plugin)\": \(cause) The engine would refuse it in the same "
                + "way.\(bound) Correct the request in the plan, or the type that the test asks for.",
            path: path, cause: cause)
    }
}
