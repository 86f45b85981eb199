public import Workstream

extension MakeDirectory: ProbingPlugin {
    /// Looks whether the directory is there, with its permissions; if so, the answer is that of a repetition, which would find it made.
    ///
    /// A missing one is no proof that none was made, because somebody may have removed it since.
    @concurrent public func probe(_ request: Request, in context: PluginContext) async throws -> Probe<Response> {
        let path = PathText.trimmed(request.path)
        guard let present = try FileCall.information(of: path, followsLinks: true), present.isDirectory,
            (request.permissions ?? present.permissions) == present.permissions
        else { return .unknown }
        try FileCall.synchronise(directory: PathText.parent(of: path))
        return .happened(Response(path: request.path, wasMade: false))
    }
}
