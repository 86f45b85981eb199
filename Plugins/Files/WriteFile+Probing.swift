public import Workstream

extension WriteFile: ProbingPlugin {
    /// Looks whether the file holds the content; if so, the answer is that of a repetition, which would find nothing to do.
    ///
    /// Another content is no proof that nothing was written, because somebody may have changed or taken it since; a prepared file that was never moved into
    /// its place is.
    @concurrent public func probe(_ request: Request, in context: PluginContext) async throws -> Probe<Response> {
        let path = PathText.trimmed(request.path)
        if try PathText.isPrepared(path, by: context.actionToken) { return .didNotHappen }
        let bytes = try bytes(of: request)
        guard try isDone(request, at: path, bytes: bytes) else { return .unknown }
        try FileCall.synchronise(directory: PathText.parent(of: path))
        return .happened(Response(path: request.path, byteCount: bytes.count, changed: false))
    }
}
