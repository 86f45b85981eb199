public import Workstream

extension RemoveFile: ProbingPlugin {
    /// Looks whether anything is left; if not, the answer is that of a repetition, which would find nothing.
    ///
    /// Where something had to be there, nothing there is `.unknown`: the action removed it, or failed because it was missing. What is there is no proof that
    /// nothing was removed, because somebody may have made it anew.
    @concurrent public func probe(_ request: Request, in context: PluginContext) async throws -> Probe<Response> {
        let path = PathText.trimmed(request.path)
        guard !request.mustExist, try FileCall.information(of: path, followsLinks: false) == nil else { return .unknown }
        try? FileCall.synchronise(directory: PathText.parent(of: path))
        return .happened(Response(path: request.path, wasThere: false))
    }
}
