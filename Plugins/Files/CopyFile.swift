public import Workstream

/// Copies a file, or a directory with everything in it.
///
/// The copy is made beside the destination, synced, and moved there when it is whole. A file takes the place of an old one in one step. Where a directory is in
/// the place of a directory, the old one is moved away just before the new one is moved in, so for a moment nothing is there; whoever must never see that
/// copies to a new name and switches a symbolic link (`SwitchSymlink`).
///
/// Permissions are kept, except that a copied program no longer runs as its owner or group; owner and times are not. Links inside a directory are copied as
/// links; a link given as the source stands for what it points to.
public struct CopyFile: ActionPlugin {
    /// What to copy, and to where.
    public struct Request: Codable, Sendable, Hashable {
        /// The file or directory.
        public var source: String
        /// The path of the copy itself, never of a directory to put it into.
        ///
        /// The directory that holds it must exist.
        public var destination: String
        /// What to do when something else has that path.
        public var ifExists: ExistingFile

        /// A request.
        public init(source: String, destination: String, ifExists: ExistingFile = .replace) {
            self.source = source
            self.destination = destination
            self.ifExists = ifExists
        }

        /// Reads the stored form; what is missing has its default.
        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.source = try fields.decode(String.self, forKey: .source)
            self.destination = try fields.decode(String.self, forKey: .destination)
            self.ifExists = try fields.decodeIfPresent(ExistingFile.self, forKey: .ifExists) ?? .replace
        }
    }

    /// What was copied.
    public struct Response: Codable, Sendable, Hashable {
        /// The copy.
        public var path: String
        /// How many files were copied by this call; none when the copy was there already.
        public var fileCount: Int
        /// The sum of their sizes.
        public var byteCount: Int
        /// Whether this call had to do anything; an action that was cut off may find that it had done its work, and say no.
        public var changed: Bool

        /// A response.
        public init(path: String, fileCount: Int, byteCount: Int, changed: Bool) {
            self.path = path
            self.fileCount = fileCount
            self.byteCount = byteCount
            self.changed = changed
        }
    }

    /// "workstream.files.copy".
    public static let name = "workstream.files.copy"
    /// Fast: the file system is near.
    public let retryPolicy: RetryPolicy = .fast

    /// The plugin; it has no settings.
    public init() {}

    /// Idempotent: a second copy is the same as the first, and a copy that is there already counts as done even where nothing may be replaced.
    public func effect(of request: Request) -> Effect { .idempotent }

    /// Refuses paths that cannot be meant.
    public func validate(_ request: Request) throws {
        try PathText.validate(request.source, "source")
        try PathText.validateName(request.destination, "destination")
    }

    /// Makes the copy.
    ///
    /// - Throws: `PluginError` with code `.notFound`, `.alreadyExists`, `.unexpectedKind`, `.permissionDenied` or `.noSpace`; only the last may be retried.
    /// - Complexity: Linear in what is copied; what is there already is read and compared first.
    @concurrent public func execute(_ request: Request, in context: PluginContext) async throws -> Response {
        guard let present = try FileCall.information(of: request.source, followsLinks: true) else {
            throw PluginError(
                .notFound, "The source \"\(request.source)\" does not exist. There is nothing to copy: check the path, or make it first.",
                isPermanent: true)
        }
        guard present.isRegularFile || present.isDirectory else {
            throw PluginError(
                .unexpectedKind, "The source \"\(request.source)\" is \(present.kindText). Only files and directories can be copied: name one.",
                isPermanent: true)
        }
        let replacement = Replacement(request: request, isDirectory: present.isDirectory, token: context.actionToken)
        if try replacement.isDone(permissions: present.permissions) {
            try replacement.settle()
            return Response(path: request.destination, fileCount: 0, byteCount: 0, changed: false)
        }
        let amount = try present.isDirectory ? replacement.copyDirectory() : replacement.copyFile(permissions: present.permissions)
        return Response(path: request.destination, fileCount: amount.files, byteCount: amount.bytes, changed: true)
    }
}
