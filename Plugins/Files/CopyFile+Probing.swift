public import Workstream

extension CopyFile: ProbingPlugin {
    /// Compares the copy with its source; if they are the same, the answer is that of a repetition, which would find nothing to do.
    ///
    /// A difference is no proof that nothing was copied, because both may have changed since; a prepared copy that was never moved into its place is.
    ///
    /// - Complexity: Linear in what was to be copied.
    @concurrent public func probe(_ request: Request, in context: PluginContext) async throws -> Probe<Response> {
        guard let present = try FileCall.information(of: request.source, followsLinks: true) else { return .unknown }
        let destination = PathText.trimmed(request.destination)
        // What was there before has been moved away and is not removed yet: the exchange was begun, and not brought to its end.
        if try PathText.isPrepared(destination, by: context.actionToken, "old") { return .unknown }
        if try PathText.isPrepared(destination, by: context.actionToken) { return .didNotHappen }
        let replacement = Replacement(request: request, isDirectory: present.isDirectory, token: context.actionToken)
        guard try replacement.isSame(permissions: present.permissions) else { return .unknown }
        try FileCall.synchronise(directory: PathText.parent(of: destination))
        return .happened(Response(path: request.destination, fileCount: 0, byteCount: 0, changed: false))
    }
}
