extension LoadedRun {
    /// Finds the plugins that a run still needs, and decodes the requests that it may still make, with all faults at once (S66).
    struct Loader {
        private let plan: CompiledPlan
        private let state: RunState
        private let registry: PluginRegistry
        private let unavailable: [String: String]
        private var places: [String: Int32?] = [:]
        /// The plugins that are still needed.
        private(set) var plugins: [RegisteredPlugin] = []
        /// By node number: which of the plugins; −1 for what makes no call any more.
        private(set) var pluginOf: [Int32]
        /// By node number: the decoded request.
        private(set) var requests: [(any Sendable)?]
        /// By node number: the decoded request whose bound values were filled in.
        private(set) var bound: [Int: any Sendable] = [:]
        /// What stands in the way.
        private(set) var faults: [String] = []

        init(_ plan: CompiledPlan, state: RunState, registry: PluginRegistry, unavailable: [String: String]) {
            self.plan = plan
            self.state = state
            self.registry = registry
            self.unavailable = unavailable
            pluginOf = Array(repeating: -1, count: plan.index.count)
            requests = Array(repeating: nil, count: plan.index.count)
        }

        /// Makes an action or check ready.
        mutating func load(_ action: Node.Action, _ number: Int, isCheck: Bool, at path: @autoclosure () -> NodePath) {
            guard state.mayCall(number), let place = place(of: action.plugin) else { return }
            pluginOf[number] = place
            let plugin = plugins[Int(place)]
            if let misuse = Self.misuse(of: plugin, by: action, isCheck: isCheck) {
                faults.append("\(path()): \(misuse)")
                return
            }
            do {
                if action.bindings.isEmpty {
                    requests[number] = try plugin.decode(action.request, of: action)
                } else if let payload = state.requests[number] {
                    bound[number] = try plugin.decode(request(of: action, number, from: payload), of: action)
                }
            } catch {
                faults.append("\(path()): The plugin \"\(action.plugin)\" refuses the request: \(error)")
            }
        }

        /// A request whose bound values were filled in; one that was too large to be recorded whole is filled in again, from the same responses (S32).
        private func request(of action: Node.Action, _ number: Int, from payload: Payload) throws -> JSON {
            guard case .clipped = payload else { return try payload.json() }
            guard case .filled(let request) = try action.filled(plan.bindings.bindings[number] ?? [], state.responses) else {
                return try payload.json()
            }
            return request
        }

        private mutating func place(of name: String) -> Int32? {
            if let place = places[name] { return place }
            var place: Int32?
            do {
                plugins.append(try Self.plugin(name, in: registry, unavailable: unavailable))
                place = Int32(plugins.count - 1)
            } catch {
                faults.append(error.description)
            }
            places[name] = .some(place)
            return place
        }

        /// Why there is no plugin of a name.
        struct Missing: Error, CustomStringConvertible {
            /// What is missing, and what to do.
            let description: String
        }

        /// The plugin of a name.
        static func plugin(_ name: String, in registry: PluginRegistry, unavailable: [String: String]) throws(Missing) -> RegisteredPlugin {
            if let reason = unavailable[name] { throw Missing(description: "The plugin \"\(name)\" is unavailable: \(reason)") }
            guard let plugin = registry[name] else { throw Missing(description: "There is no plugin \"\(name)\". Give it to the engine.") }
            return plugin
        }

        /// Why a plugin of that name is not the one that the plan was made for.
        private static func misuse(of plugin: RegisteredPlugin, by action: Node.Action, isCheck: Bool) -> String? {
            if let version = action.pluginVersion, version > plugin.version {
                return
                    "The request was stored for version \(version) of the plugin \"\(plugin.name)\", and this engine has version \(plugin.version), "
                    + "which cannot know what it means. Give the engine the newer plugin."
            }
            guard (plugin.role == .looking) != isCheck else { return nil }
            return "The plugin \"\(plugin.name)\" \(isCheck ? "changes things, but stands among checks" : "only looks, but stands among actions"). "
                + "It is not the one that the plan was made for: give the engine that one."
        }
    }
}

extension RunState {
    /// Whether an action or check may still be called, or its plugin asked.
    func mayCall(_ node: Int) -> Bool {
        let parent = shape.parent(of: node)
        guard shape.kind(of: parent) == .checks else { return !isOver(node) }
        // A check that has ended is called again as long as its group may run again.
        let owner = shape.parent(of: parent)
        return !isOver(owner) && nodes[owner].phase <= shape.group(parent).kind.lastPhase
    }

    /// Whether a node, or something around it, has ended.
    private func isOver(_ node: Int) -> Bool {
        var node = node
        while !nodes[node].status.isFinal {
            guard node != 0 else { return false }
            node = shape.parent(of: node)
        }
        return true
    }
}

extension Node.Checks.Kind {
    /// The last phase of a plan, block or sequence in which groups of this kind run.
    fileprivate var lastPhase: Phase {
        switch self {
        case .bypass: .bypass
        case .pre: .gate
        case .continuous: .winding
        case .post: .postChecks
        case .deferred: .deferredChecks
        }
    }
}
