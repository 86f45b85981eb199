public import Workstream

/// What calls do. Where several rules speak of the same thing, the last one holds.
extension Simulation {
    /// Says what an action does to the world, at a moment between the beginning and the end of its call.
    ///
    /// - Parameters:
    ///   - plugin: The plugin.
    ///   - name: The name that actions call it, where that is not its own.
    ///   - effect: Changes the world, and answers; what it throws, the call throws. What it changed before it throws stays changed.
    public func modelling<P: ActionPlugin>(
        _ plugin: P.Type, named name: String? = nil, _ effect: @escaping @Sendable (_ request: P.Request, _ world: inout World) throws -> P.Response
    ) -> Self {
        adding(.plugin(name ?? P.name)) { request, world in try JSON(encoding: try effect(Self.typed(request, for: P.self), &world)) }
    }

    /// Says what a check sees in the world; it passes by returning, and says no by throwing `PluginError.checkFailed`.
    ///
    /// - Parameters:
    ///   - plugin: The plugin.
    ///   - name: The name that checks call it, where that is not its own.
    ///   - look: Looks at the world; what it throws, the check throws.
    public func modelling<P: CheckPlugin>(
        _ plugin: P.Type, named name: String? = nil, _ look: @escaping @Sendable (_ request: P.Request, _ world: World) throws -> P.Response
    ) -> Self {
        adding(.plugin(name ?? P.name)) { request, world in try JSON(encoding: try look(Self.typed(request, for: P.self), world)) }
    }

    /// Says what actions or checks at some paths do to the world, whatever their plugin.
    ///
    /// - Parameters:
    ///   - pattern: Which.
    ///   - effect: Changes the world, and answers; what it throws, the call throws.
    public func modelling(
        at pattern: PathPattern, effect: @escaping @Sendable (_ request: JSON, _ world: inout World) throws -> JSON
    ) -> Self {
        var simulation = self
        simulation.effects.append(.plain(effect))
        simulation.models.append(ModelRule(scope: .path(pattern), effect: simulation.effects.count - 1))
        return simulation
    }

    /// Says how long the calls of a plugin take, and what may go wrong with them.
    public func modelling<P: Plugin>(_ plugin: P.Type, named name: String? = nil, _ first: CallTrait, _ others: CallTrait...) -> Self {
        adding(.plugin(name ?? P.name), [first] + others)
    }

    /// Says how long the calls at some paths take, and what may go wrong with them.
    public func modelling(at pattern: PathPattern, _ first: CallTrait, _ others: CallTrait...) -> Self {
        adding(.path(pattern), [first] + others)
    }

    private func adding(_ scope: ModelRule.Scope, _ traits: [CallTrait]) -> Self {
        var simulation = self
        simulation.models.append(ModelRule(scope: scope, traits: traits))
        return simulation
    }

    private func adding(
        _ scope: ModelRule.Scope, _ effect: @escaping @Sendable (_ request: any Sendable, _ world: inout World) throws -> JSON
    ) -> Self {
        var simulation = self
        simulation.effects.append(.typed(effect))
        simulation.models.append(ModelRule(scope: scope, effect: simulation.effects.count - 1))
        return simulation
    }

    private static func typed<P: Plugin>(_ request: any Sendable, for plugin: P.Type) throws -> P.Request {
        if let request = request as? P.Request { return request }
        // A plugin that was not given takes its requests as they are.
        guard let json = request as? JSON else {
            throw PluginError.invalidRequest(
                "The request of \"\(P.name)\" is a \(type(of: request)), and its model takes a \(P.Request.self). Another plugin is registered under that "
                    + "name: give the name in `modelling(\(P.self).self, named:)`.")
        }
        return try json.decode(P.Request.self)
    }
}
