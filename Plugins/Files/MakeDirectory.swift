public import Workstream

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Makes a directory, and those above it that are missing.
public struct MakeDirectory: ActionPlugin {
    /// Which directory, and who may use it.
    public struct Request: Codable, Sendable, Hashable {
        /// The directory.
        public var path: String
        /// Whether missing directories above it are made too, with the usual permissions.
        public var makesParents: Bool
        /// The permissions of the directory, exactly, also when it is there already; `nil`: the usual ones, or those that it has.
        public var permissions: FilePermissions?

        /// A request.
        public init(path: String, makesParents: Bool = true, permissions: FilePermissions? = nil) {
            self.path = path
            self.makesParents = makesParents
            self.permissions = permissions
        }

        /// Reads the stored form; what is missing has its default.
        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.path = try fields.decode(String.self, forKey: .path)
            self.makesParents = try fields.decodeIfPresent(Bool.self, forKey: .makesParents) ?? true
            self.permissions = try fields.decodeIfPresent(FilePermissions.self, forKey: .permissions)
        }
    }

    /// What was made.
    public struct Response: Codable, Sendable, Hashable {
        /// The directory.
        public var path: String
        /// Whether it was made by this call; an action that was cut off and repeated may find its own and say no.
        public var wasMade: Bool

        /// A response.
        public init(path: String, wasMade: Bool) {
            self.path = path
            self.wasMade = wasMade
        }
    }

    /// "workstream.files.makeDirectory".
    public static let name = "workstream.files.makeDirectory"
    /// Fast: the file system is near.
    public let retryPolicy: RetryPolicy = .fast

    /// The plugin; it has no settings.
    public init() {}

    /// Idempotent: a directory that is there is what was wanted.
    public func effect(of request: Request) -> Effect { .idempotent }

    /// Refuses text that cannot be a path, and impossible permissions.
    public func validate(_ request: Request) throws {
        try PathText.validate(request.path)
        try PathText.validate(request.permissions)
    }

    /// Makes the directory.
    ///
    /// - Throws: `PluginError` with code `.unexpectedKind` when something else is there, `.notFound` when a directory above is missing and is not to be made.
    @concurrent public func execute(_ request: Request, in context: PluginContext) async throws -> Response {
        let path = PathText.trimmed(request.path)
        let wasMade = try make(path, withParents: request.makesParents)
        if let permissions = request.permissions, chmod(path, mode_t(permissions.rawValue)) != 0 {
            throw FileFailure.error(errno, doing: "set the permissions \(permissions) of", path)
        }
        return Response(path: request.path, wasMade: wasMade)
    }

    private func make(_ path: String, withParents: Bool) throws -> Bool {
        if mkdir(path, 0o777) == 0 {
            try FileCall.synchronise(directory: PathText.parent(of: path))
            return true
        }
        switch errno {
        case ENOENT where withParents:
            let parent = PathText.parent(of: path)
            guard parent != path else { throw FileFailure.error(ENOENT, doing: "make the directory", path) }
            _ = try make(parent, withParents: true)
            return try make(path, withParents: false)
        case EEXIST:
            // Somebody else may have made it at the same moment, which is as good.
            if let present = try FileCall.information(of: path, followsLinks: true), present.isDirectory { return false }
            throw PluginError(
                .unexpectedKind, "\"\(path)\" is there and is no directory. None can be made in its place: remove it, or name another path.",
                isPermanent: true)
        default:
            throw FileFailure.error(errno, doing: "make the directory", path)
        }
    }
}
