/// An action plugin that can find out whether a call that was cut off had its effect (S33).
public protocol ProbingPlugin: ActionPlugin {
    /// Looks whether the action of this context happened; it must not change anything.
    @concurrent func probe(_ request: Request, in context: PluginContext) async throws -> Probe<Response>
}
