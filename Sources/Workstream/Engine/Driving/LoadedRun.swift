/// A run made ready to be driven: its plan compiled, its requests decoded, its plugins at hand.
struct LoadedRun: Sendable {
    /// The run.
    let id: RunID
    /// The plan by node numbers.
    let index: PlanIndex
    /// The plan as the machine wants it.
    let shape: Shape
    /// The plugins that the plan uses.
    private let plugins: [RegisteredPlugin]
    /// By node number: which of the plugins; −1 for what is no action.
    private let pluginOf: [Int16]
    /// By node number: the decoded request; nil for what is no action, or has bindings.
    private let requests: [(any Sendable)?]
    /// The bindings by action, resolved.
    private let bindings: [Int: [BindingPlan.Resolved]]

    /// Makes a stored plan ready.
    ///
    /// - Parameters:
    ///   - id: The run.
    ///   - plan: Its plan, with its numbers.
    ///   - bindingPlan: Which actions its bindings read.
    ///   - requests: Its requests by node number, as far as they are decoded already.
    ///   - registry: The plugins.
    ///   - unavailable: Why a plugin cannot be used, by its name.
    /// - Throws: `EngineError` with code `.cannotRun` and all faults (S66).
    /// - Complexity: O(nodes).
    init(
        _ id: RunID, plan: Plan, bindings bindingPlan: BindingPlan, requests known: [Int: any Sendable], registry: PluginRegistry,
        unavailable: [String: String]
    ) throws {
        self.id = id
        index = try PlanIndex(plan)
        bindings = bindingPlan.bindings
        var loader = Loader(registry: registry, unavailable: unavailable, count: index.count)
        for visit in plan.nodes {
            guard let action = visit.action, let number = action.number else { continue }
            loader.load(action, number, at: visit.path, known: known[number])
        }
        guard loader.faults.isEmpty else { throw EngineError.cannotRun(id, loader.faults) }
        plugins = loader.plugins
        pluginOf = loader.pluginOf
        requests = loader.requests
        shape = try Shape(
            plan, sources: bindingPlan.sources, canProbe: { registry[$0]?.probe != nil }, retryPolicy: { registry[$0]?.retryPolicy ?? .never })
    }

    /// The plugin of an action.
    func plugin(of node: Int) -> RegisteredPlugin { plugins[Int(pluginOf[node])] }

    /// The decoded request of an action without bindings.
    func request(of node: Int) -> (any Sendable)? { requests[node] }

    /// Fills in the bound values of a request, and validates it (S28, S29).
    ///
    /// - Parameters:
    ///   - node: The action or check.
    ///   - responses: The responses of the sources that happened, by action.
    ///   - limit: The largest request that is recorded whole, in bytes.
    /// - Returns: What the machine is told, and the decoded request where it can be made.
    func resolve(_ node: Int, responses: [Int: Payload], limit: Int) -> (Resolution, request: (any Sendable)?) {
        guard case .action(let action) = index.definition(of: node) else { preconditionFailure("Node \(node) is no action.") }
        do {
            let filling = try BindingPlan.fill(action.request, with: bindings[node] ?? []) { source in try? responses[source]?.json() }
            switch filling {
            case .filled(let json):
                let plugin = plugin(of: node)
                let request = try plugin.decode(json)
                return (.request(Payload(json, limit: limit), effect: action.effect == nil ? plugin.effect(request) : nil), request)
            case .missing(let source):
                // A response that was not kept did happen (S32).
                if let payload = responses[source] { _ = try payload.json() }
                return (.missing(index.definition(of: source).name), nil)
            }
        } catch {
            let cause = Failure(recording: error, limit: limit)
            return (
                .refused(
                    Failure(
                        .bindingFailed,
                        "The request of \"\(action.name)\" could not be made from the responses that it is bound to, or its plugin \"\(action.plugin)\" "
                            + "refuses it. Look at what the sources answered, and at the cause.", isPermanent: true, cause: cause)), nil
            )
        }
    }
}

extension LoadedRun {
    /// Finds the plugins of a plan and decodes its requests, with all faults at once.
    private struct Loader {
        let registry: PluginRegistry
        let unavailable: [String: String]
        var plugins: [RegisteredPlugin] = []
        var places: [String: Int16?] = [:]
        var pluginOf: [Int16]
        var requests: [(any Sendable)?]
        var faults: [String] = []

        init(registry: PluginRegistry, unavailable: [String: String], count: Int) {
            self.registry = registry
            self.unavailable = unavailable
            pluginOf = Array(repeating: -1, count: count)
            requests = Array(repeating: nil, count: count)
        }

        mutating func load(_ action: Node.Action, _ number: Int, at path: @autoclosure () -> NodePath, known: (any Sendable)?) {
            guard let place = place(of: action.plugin) else { return }
            pluginOf[number] = place
            guard action.bindings.isEmpty else { return }
            if let known {
                requests[number] = known
                return
            }
            let plugin = plugins[Int(place)]
            do {
                var request = action.request
                if let version = action.pluginVersion, version < plugin.version { request = try plugin.upgrade(request, version) }
                requests[number] = try plugin.decode(request)
            } catch {
                faults.append("\(path()): The plugin \"\(action.plugin)\" refuses the request: \(error)")
            }
        }

        private mutating func place(of name: String) -> Int16? {
            if let place = places[name] { return place }
            var place: Int16?
            if let reason = unavailable[name] {
                faults.append("The plugin \"\(name)\" is unavailable: \(reason)")
            } else if let plugin = registry[name], let free = Int16(exactly: plugins.count) {
                plugins.append(plugin)
                place = free
            } else {
                faults.append("There is no plugin \"\(name)\". Give it to the engine.")
            }
            places[name] = .some(place)
            return place
        }
    }
}
