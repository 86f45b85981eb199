public import Workstream

extension Shell: ProbingPlugin {
    /// Looks for a living process of the action by its token (S71); as long as there is one, the action is under way.
    ///
    /// A process that has left the program's session, as servers do, does not count; one that stays in it does, so a program that leaves a server behind should
    /// start it with `setsid`. What a program has done that is gone nobody can tell, and outside Linux neither whether it is.
    @concurrent public func probe(_ request: Request, in context: PluginContext) async throws -> Probe<Response> {
        try ProcessSearch.isAnyAlive(with: "\(Variable.actionToken)=\(context.actionToken)") ? .inProgress(lookAgainAfter: .seconds(1)) : .unknown
    }
}
