public import Workstream

/// Removes a file, a symbolic link (never what it points to), or a directory.
public struct RemoveFile: ActionPlugin {
    /// What to remove.
    public struct Request: Codable, Sendable, Hashable {
        /// The path.
        public var path: String
        /// Whether a directory is removed with everything in it.
        ///
        /// Without this, only an empty one is.
        public var isRecursive: Bool
        /// Whether it is an error when nothing is there.
        public var mustExist: Bool

        /// A request.
        public init(path: String, isRecursive: Bool = false, mustExist: Bool = false) {
            self.path = path
            self.isRecursive = isRecursive
            self.mustExist = mustExist
        }

        /// Reads the stored form; what is missing has its default.
        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.path = try fields.decode(String.self, forKey: .path)
            self.isRecursive = try fields.decodeIfPresent(Bool.self, forKey: .isRecursive) ?? false
            self.mustExist = try fields.decodeIfPresent(Bool.self, forKey: .mustExist) ?? false
        }
    }

    /// What was removed.
    public struct Response: Codable, Sendable, Hashable {
        /// The path, where nothing is now.
        public var path: String
        /// Whether this call found something to remove; an action that was cut off and repeated may find that it had done its work, and say no.
        public var wasThere: Bool

        /// A response.
        public init(path: String, wasThere: Bool) {
            self.path = path
            self.wasThere = wasThere
        }
    }

    /// "workstream.files.remove".
    public static let name = "workstream.files.remove"
    /// Fast: the file system is near.
    public let retryPolicy: RetryPolicy = .fast

    /// The plugin; it has no settings.
    public init() {}

    /// Idempotent: what is gone stays gone.
    ///
    /// Where it must exist, a repetition would find nothing and call that an error, so it is done at most once.
    public func effect(of request: Request) -> Effect { request.mustExist ? .atMostOnce : .idempotent }

    /// Refuses paths that do not end with a name, such as "/", which would mean everything.
    public func validate(_ request: Request) throws {
        try PathText.validateName(request.path)
    }

    /// Removes it; symbolic links inside are removed, never followed, even if somebody changes the directory meanwhile.
    ///
    /// - Throws: `PluginError` with code `.notFound` when nothing is there and something must, `.notEmpty` when a directory holds something.
    /// - Complexity: Linear in the number of entries.
    @concurrent public func execute(_ request: Request, in context: PluginContext) async throws -> Response {
        let path = PathText.trimmed(request.path)
        guard try FileCall.information(of: path, followsLinks: false) != nil else {
            guard request.mustExist else { return Response(path: request.path, wasThere: false) }
            throw PluginError(
                .notFound,
                "\"\(path)\" does not exist. The request says that it must, so something is not as planned: look why, or allow it to be missing.",
                isPermanent: true)
        }
        try Tree.remove(path, isRecursive: request.isRecursive)
        try FileCall.synchronise(directory: PathText.parent(of: path))
        return Response(path: request.path, wasThere: true)
    }
}
