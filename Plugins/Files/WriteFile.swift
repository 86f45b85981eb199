public import Workstream

/// Writes a whole file in one step: whoever reads it meanwhile, or after a power cut, finds the old content or the new one.
///
/// The content is written beside the file, synced, renamed over it, and the folder is synced. A symbolic link at the path is replaced by the file, not followed.
/// A file that already holds the content, with the permissions asked for, is left untouched.
public struct WriteFile: ActionPlugin {
    /// What to write, and where.
    public struct Request: Codable, Sendable, Hashable {
        /// The file.
        ///
        /// Its folder must exist.
        public var path: String
        /// The content, as the encoding says.
        ///
        /// It is stored with the plan: a secret does not belong there.
        public var content: String
        /// How the content stands for bytes.
        public var encoding: ContentEncoding
        /// The permissions of the file, exactly; `nil`: those of the file that is replaced, or the usual ones of the process.
        public var permissions: FilePermissions?
        /// What to do when there is a file with another content.
        public var ifExists: ExistingFile

        /// A request.
        public init(
            path: String, content: String, encoding: ContentEncoding = .text, permissions: FilePermissions? = nil, ifExists: ExistingFile = .replace
        ) {
            self.path = path
            self.content = content
            self.encoding = encoding
            self.permissions = permissions
            self.ifExists = ifExists
        }

        /// Reads the stored form; what is missing has its default.
        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.path = try fields.decode(String.self, forKey: .path)
            self.content = try fields.decode(String.self, forKey: .content)
            self.encoding = try fields.decodeIfPresent(ContentEncoding.self, forKey: .encoding) ?? .text
            self.permissions = try fields.decodeIfPresent(FilePermissions.self, forKey: .permissions)
            self.ifExists = try fields.decodeIfPresent(ExistingFile.self, forKey: .ifExists) ?? .replace
        }
    }

    /// What was written.
    public struct Response: Codable, Sendable, Hashable {
        /// The file.
        public var path: String
        /// Its size.
        public var byteCount: Int
        /// Whether this call had to do anything; an action that was cut off may find that it had done its work, and say no.
        public var changed: Bool

        /// A response.
        public init(path: String, byteCount: Int, changed: Bool) {
            self.path = path
            self.byteCount = byteCount
            self.changed = changed
        }
    }

    /// "workstream.files.write".
    public static let name = "workstream.files.write"
    /// Fast: the file system is near.
    public let retryPolicy: RetryPolicy = .fast

    /// The plugin; it has no settings.
    public init() {}

    /// Idempotent: the same content twice is the same file.
    ///
    /// Where an existing file is refused, one that holds the content already is not.
    public func effect(of request: Request) -> Effect { .idempotent }

    /// Refuses paths that cannot be the name of a file, content that is no Base64 where that was said, and impossible permissions.
    public func validate(_ request: Request) throws {
        try PathText.validateName(request.path)
        try PathText.validate(request.permissions)
        _ = try bytes(of: request)
    }

    /// Writes the file.
    ///
    /// - Throws: `PluginError` with code `.alreadyExists`, `.unexpectedKind`, `.notFound`, `.permissionDenied` or `.noSpace`; only the last may be retried.
    @concurrent public func execute(_ request: Request, in context: PluginContext) async throws -> Response {
        let bytes = try bytes(of: request)
        let path = PathText.trimmed(request.path)
        if try isDone(request, at: path, bytes: bytes) {
            // A call that was cut off may have moved the file here without having synced the folder.
            try FileCall.synchronise(directory: PathText.parent(of: path))
            return Response(path: request.path, byteCount: bytes.count, changed: false)
        }
        if request.ifExists == .refuse, try FileCall.information(of: path, followsLinks: false) != nil {
            throw PluginError(
                .alreadyExists,
                "\"\(path)\" exists, and is not what is to be written. The request says that it must not be replaced: remove it, name another path, "
                    + "or let it be replaced.", isPermanent: true)
        }
        try AtomicFile.replace(path, token: context.actionToken, permissions: request.permissions) { file in
            try bytes.withUnsafeBytes { try file.write($0) }
        }
        return Response(path: request.path, byteCount: bytes.count, changed: true)
    }

    /// Whether the file is there as wanted.
    func isDone(_ request: Request, at path: String, bytes: [UInt8]) throws -> Bool {
        guard let present = try FileCall.information(of: path, followsLinks: false), present.isRegularFile else { return false }
        return try (request.permissions ?? present.permissions) == present.permissions && FileContent.isEqual(path, to: bytes)
    }

    /// The content as bytes.
    ///
    /// - Throws: `PluginError` with code `.invalidRequest` when it is not what its encoding says.
    func bytes(of request: Request) throws -> [UInt8] {
        guard let bytes = request.encoding.bytes(of: request.content) else {
            throw PluginError.invalidRequest(
                "The content for \"\(request.path)\" is no Base64. The request says that it is: encode the bytes as in RFC 4648, "
                    + "or give them as text.")
        }
        return bytes
    }
}
