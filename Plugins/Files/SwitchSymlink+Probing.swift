public import Workstream

extension SwitchSymlink: ProbingPlugin {
    /// Looks where the link points, and what the action noted before it switched.
    ///
    /// Only the note knows where the link pointed before, and so what the action would have answered; without it a link that points to the target is
    /// `.unknown`. A link that was not switched has left the prepared one beside it, or nobody has ever switched it.
    ///
    /// - Throws: `PluginError` when something else than a link is there.
    @concurrent public func probe(_ request: Request, in context: PluginContext) async throws -> Probe<Response> {
        let path = PathText.trimmed(request.path)
        let present = try FileCall.target(ofLink: path)
        let record = SwitchRecord(of: path)
        if present == request.target {
            guard let entry = record.entry(for: context.actionToken) else { return .unknown }
            try FileCall.synchronise(directory: PathText.parent(of: path))
            return .happened(Response(path: request.path, target: request.target, previous: entry.previous))
        }
        if try PathText.isPrepared(path, by: context.actionToken) { return .didNotHappen }
        // The note comes before the switch and is replaced only by that of another one, so where there is none, nothing was switched.
        return try FileCall.information(of: record.path, followsLinks: false) == nil ? .didNotHappen : .unknown
    }
}
