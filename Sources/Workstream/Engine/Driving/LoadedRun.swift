/// A run made ready to be driven: its plan compiled, the requests that may still be made decoded, its plugins at hand.
final class LoadedRun: Sendable {
    /// The run.
    let id: RunID
    /// Its id as text, which every call needs.
    let name: String
    /// The plan by node numbers.
    let index: PlanIndex
    /// The plan as the machine wants it.
    let shape: Shape
    /// Decoded requests whose bound values were filled in before the run was loaded, by node number.
    let bound: [Int: any Sendable]
    /// The plugins that are still needed.
    private let plugins: [RegisteredPlugin]
    /// By node number: which of the plugins; −1 for what makes no call any more.
    private let pluginOf: [Int32]
    /// By node number: the decoded request; nil for what makes no call any more, or has bindings.
    private let requests: [(any Sendable)?]
    /// The bindings by action, resolved.
    private let bindings: [Int: [BindingPlan.Resolved]]

    /// Makes a run ready that stands where its events left it.
    ///
    /// - Parameters:
    ///   - id: The run.
    ///   - plan: Its plan.
    ///   - state: Where it stands: what will make no call any more needs neither plugin nor request.
    ///   - registry: The plugins.
    ///   - unavailable: Why a plugin cannot be used, by its name.
    /// - Throws: `EngineError` with code `.cannotRun` and all faults (S66).
    /// - Complexity: O(nodes).
    init(_ id: RunID, _ plan: CompiledPlan, state: RunState, registry: PluginRegistry, unavailable: [String: String]) throws(EngineError) {
        var loader = Loader(plan, state: state, registry: registry, unavailable: unavailable)
        for visit in plan.index.plan.nodes {
            if let action = visit.action, let number = action.number { loader.load(action, number, isCheck: visit.isCheck, at: visit.path) }
        }
        guard loader.faults.isEmpty else { throw .cannotRun(id, loader.faults) }
        self.id = id
        name = id.description
        index = plan.index
        shape = plan.shape
        bindings = plan.bindings.bindings
        bound = loader.bound
        plugins = loader.plugins
        pluginOf = loader.pluginOf
        requests = loader.requests
    }

    /// Makes a run ready that was submitted here, and of which nothing has happened.
    ///
    /// - Parameters:
    ///   - id: The run.
    ///   - plan: Its plan.
    ///   - registry: The plugins.
    ///   - unavailable: Why a plugin cannot be used, by its name.
    /// - Throws: `EngineError` with code `.cannotRun` and all faults (S66).
    /// - Complexity: O(plugins).
    init(_ id: RunID, _ plan: ReadyPlan, registry: PluginRegistry, unavailable: [String: String]) throws(EngineError) {
        var plugins: [RegisteredPlugin] = []
        var faults: [String] = []
        for name in plan.plugins {
            do { plugins.append(try Loader.plugin(name, in: registry, unavailable: unavailable)) } catch { faults.append(error.description) }
        }
        guard faults.isEmpty else { throw .cannotRun(id, faults) }
        self.id = id
        name = id.description
        index = plan.compiled.index
        shape = plan.compiled.shape
        bindings = plan.compiled.bindings.bindings
        bound = [:]
        self.plugins = plugins
        pluginOf = plan.pluginOf
        requests = plan.requests
    }

    /// The plugin of an action that may still be called.
    func plugin(of node: Int) -> RegisteredPlugin { plugins[Int(pluginOf[node])] }

    /// Calls the plugin of an action.
    ///
    /// - Returns: Its response in canonical JSON.
    nonisolated(nonsending) func execute(_ node: Int, _ request: any Sendable, in context: PluginContext) async throws -> [UInt8] {
        // In place: a plugin is many closures, and copying it for each call is not free.
        try await plugins[Int(pluginOf[node])].execute(request, context)
    }

    /// The plugin of an action; nil for what is none, or could make no call any more when the run was loaded.
    func pluginIfNeeded(by node: Int) -> RegisteredPlugin? { pluginOf[node] < 0 ? nil : plugin(of: node) }

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
            switch try action.filled(bindings[node] ?? [], responses) {
            case .filled(let json):
                let plugin = plugin(of: node)
                let request = try plugin.decode(json, of: action)
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

extension Node.Action {
    /// The request with its bound values, in the form of the plugin's version that the plan was stored with.
    func filled(_ bindings: [BindingPlan.Resolved], _ responses: [Int: Payload]) throws -> BindingPlan.Filling {
        try BindingPlan.fill(request, with: bindings) { source in try? responses[source]?.json() }
    }
}

extension RegisteredPlugin {
    /// Decodes a request of a stored action, which may be of an older version.
    ///
    /// What is stored stays in the form of the version that the plan names, so that every later version finds one form only.
    func decode(_ request: JSON, of action: Node.Action) throws -> any Sendable {
        guard let version = action.pluginVersion, version < self.version else { return try decode(request) }
        return try decode(try upgrade(request, version))
    }
}
