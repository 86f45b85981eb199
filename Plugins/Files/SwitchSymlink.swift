public import Workstream

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Lets a symbolic link point to something else, in one step, and says where it pointed before.
///
/// Whoever opens the link meanwhile finds the old target or the new one, never nothing. A rollback is the same plugin with its target bound to the answer:
///
/// ```swift
/// let activate = Action("activate", SwitchSymlink.self, .init(path: "/srv/shop/current", target: "/srv/shop/releases/2"))
/// Action("restore", SwitchSymlink.self, .init(path: "/srv/shop/current", target: nil)).binding(\.target, to: activate.response.previous)
/// ```
///
/// Switching is idempotent, but a plain repetition would find the new target and answer with it, and a rollback would then restore the very thing that it is to
/// undo. So, before it switches, the plugin leaves a hidden file beside the link, `.NAME.workstream`, with the action's token and the old target; a repetition
/// of the same action answers from it. There is one such file a link, replaced by the next action that switches it; it may be deleted when no run is under way.
/// A link that already points to the target when the action first looks is left as it is: `previous` is then the target, so that the rollback changes nothing.
public struct SwitchSymlink: ActionPlugin {
    /// Which link, and where it is to point.
    public struct Request: Codable, Sendable, Hashable {
        /// The link; it need not exist.
        public var path: String
        /// What it is to point to, stored in the link as it is given; `nil`: the link is removed, which undoes the switch that made it.
        public var target: String?
        /// Whether the target may be missing.
        ///
        /// By default a link to nothing is refused.
        public var allowsMissingTarget: Bool

        /// A request.
        ///
        /// The target has no default, because without one the link is removed.
        public init(path: String, target: String?, allowsMissingTarget: Bool = false) {
            self.path = path
            self.target = target
            self.allowsMissingTarget = allowsMissingTarget
        }

        /// Reads the stored form; what is missing has its default.
        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.path = try fields.decode(String.self, forKey: .path)
            self.target = try fields.decodeIfPresent(String.self, forKey: .target)
            self.allowsMissingTarget = try fields.decodeIfPresent(Bool.self, forKey: .allowsMissingTarget) ?? false
        }
    }

    /// Where the link points now, and where it pointed.
    public struct Response: Codable, Sendable, Hashable {
        /// The link.
        public var path: String
        /// What it points to now; `nil`: it is not there.
        public var target: String?
        /// What it pointed to before the action; `nil`: it was not there.
        ///
        /// In JSON the field is always there, so that a binding finds it.
        public var previous: String?
        /// Whether the two differ.
        public var changed: Bool

        /// A response.
        public init(path: String, target: String?, previous: String?) {
            self.path = path
            self.target = target
            self.previous = previous
            self.changed = target != previous
        }

        /// Writes the optional fields as `null` where they are empty.
        public func encode(to encoder: any Encoder) throws {
            var fields = encoder.container(keyedBy: CodingKeys.self)
            try fields.encode(path, forKey: .path)
            try fields.encode(target, forKey: .target)
            try fields.encode(previous, forKey: .previous)
            try fields.encode(changed, forKey: .changed)
        }
    }

    /// "workstream.files.switchSymlink".
    public static let name = "workstream.files.switchSymlink"
    /// Fast: the file system is near.
    public let retryPolicy: RetryPolicy = .fast

    /// The plugin; it has no settings.
    public init() {}

    /// Idempotent, because a repetition by the same action answers like the first time.
    public func effect(of request: Request) -> Effect { .idempotent }

    /// Refuses paths that cannot be the name of a link, and an empty target.
    public func validate(_ request: Request) throws {
        try PathText.validateName(request.path)
        if let target = request.target { try PathText.validate(target, "target") }
    }

    /// Switches the link.
    ///
    /// - Throws: `PluginError` with code `.unexpectedKind` when something else than a link is there, `.notFound` when the target or the folder is not.
    @concurrent public func execute(_ request: Request, in context: PluginContext) async throws -> Response {
        let path = PathText.trimmed(request.path)
        try requireTarget(of: request, at: path)
        let present = try FileCall.target(ofLink: path)
        let record = SwitchRecord(of: path)
        if present == request.target {
            // A call that was cut off may have switched without having synced.
            try FileCall.synchronise(directory: PathText.parent(of: path))
            let entry = record.entry(for: context.actionToken) ?? SwitchRecord.Entry(previous: present)
            return Response(path: request.path, target: request.target, previous: entry.previous)
        }
        try record.keep(previous: present, for: context.actionToken)
        try point(path, to: request.target, token: context.actionToken)
        return Response(path: request.path, target: request.target, previous: present)
    }

    private func requireTarget(of request: Request, at path: String) throws {
        guard let target = request.target, !request.allowsMissingTarget else { return }
        // The system reads a relative target from the folder of the link.
        let location = PathText.isAbsolute(target) ? target : PathText.parent(of: path) + "/" + target
        guard try FileCall.information(of: location, followsLinks: true) == nil else { return }
        throw PluginError(
            .notFound,
            "The target \"\(target)\" for the link \"\(path)\" does not exist. Whoever opened the link would find nothing: make the target first, "
                + "or allow a missing one with `allowsMissingTarget`.", isPermanent: true)
    }

    private func point(_ path: String, to target: String?, token: String) throws {
        if let target {
            let temporary = PathText.temporary(beside: path, for: token)
            unlink(temporary)
            guard symlink(target, temporary) == 0 else { throw FileFailure.error(errno, doing: "make a symbolic link beside", path) }
            do {
                try FileCall.move(temporary, to: path)
            } catch {
                unlink(temporary)
                throw error
            }
        } else if unlink(path) != 0, errno != ENOENT {
            throw FileFailure.error(errno, doing: "remove the symbolic link", path)
        }
        try FileCall.synchronise(directory: PathText.parent(of: path))
    }
}
