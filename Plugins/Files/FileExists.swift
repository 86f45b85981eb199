public import Workstream

/// Passes when something is there: a file, a directory, a symbolic link, or anything.
///
/// Nothing there, or something of another kind, is a no. A path that cannot be looked at, for want of a right, is another error: then nobody knows.
public struct FileExists: CheckPlugin {
    /// What must be there.
    public struct Request: Codable, Sendable, Hashable {
        /// The path.
        public var path: String
        /// What it must be.
        public var kind: FileKind

        /// A request.
        public init(path: String, kind: FileKind = .any) {
            self.path = path
            self.kind = kind
        }

        /// Reads the stored form; what is missing has its default.
        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.path = try fields.decode(String.self, forKey: .path)
            self.kind = try fields.decodeIfPresent(FileKind.self, forKey: .kind) ?? .any
        }
    }

    /// "workstream.files.exists".
    public static let name = "workstream.files.exists"
    /// Fast: the file system is near.
    public let retryPolicy: RetryPolicy = .fast

    /// The plugin; it has no settings.
    public init() {}

    /// Refuses text that cannot be a path.
    public func validate(_ request: Request) throws {
        try PathText.validate(request.path)
    }

    /// Looks.
    ///
    /// - Throws: `PluginError` with code `.checkFailed` when it is not there or of another kind, `.permissionDenied` or another when nobody can tell.
    @concurrent public func execute(_ request: Request, in context: PluginContext) async throws -> NoResponse {
        guard let present = try FileCall.information(of: request.path, followsLinks: request.kind != .symbolicLink) else {
            throw PluginError.checkFailed("\"\(request.path)\" \(try absence(of: request.path)) Make it, or correct the path.")
        }
        guard request.kind.includes(present) else {
            throw PluginError.checkFailed(
                "\"\(request.path)\" is \(present.kindText), but \(request.kind.text) is needed there. Look what put it there.")
        }
        return NoResponse()
    }

    private func absence(of path: String) throws -> String {
        guard let link = try FileCall.information(of: path, followsLinks: false), link.isSymbolicLink else { return "does not exist." }
        return "is a symbolic link to \"\(try FileCall.target(ofLink: path) ?? "")\", which does not exist."
    }
}
