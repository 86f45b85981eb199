public import Workstream

/// An action or check of a plan, with its request as the type that its plugin takes.
public struct PlannedCall<P: Plugin>: Sendable {
    /// Where it stands.
    public let path: NodePath
    /// The action or check itself: its key, timeout, retries, bindings.
    public let action: Node.Action
    /// Whether it is a check: an action that stands in a group.
    public let isCheck: Bool
    /// What the plugin is asked; what bindings fill in has the value that the plan's author put there.
    public let request: P.Request

    /// Decodes the request of an action.
    ///
    /// - Throws: ``PlanTestError`` with code `.requestDoesNotDecode`.
    init(_ visit: Node.Visit, _ action: Node.Action, for plugin: P.Type) throws(PlanTestError) {
        do {
            request = try action.request.decode(P.Request.self)
        } catch {
            throw .requestDoesNotDecode(of: action, at: visit.path, for: plugin, error)
        }
        path = visit.path
        self.action = action
        isCheck = visit.isCheck
    }
}
