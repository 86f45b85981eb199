public import Workstream

/// Passes when a file has the content that a SHA-256 digest names.
public struct FileMatches: CheckPlugin {
    /// Which file, and what it must hold.
    public struct Request: Codable, Sendable, Hashable {
        /// The file; a symbolic link is followed.
        public var path: String
        /// The SHA-256 digest of the content: 64 hexadecimal digits, as `sha256sum` prints them.
        public var digest: String

        /// A request.
        public init(path: String, digest: String) {
            self.path = path
            self.digest = digest
        }
    }

    /// "workstream.files.matches".
    public static let name = "workstream.files.matches"
    /// Fast: the file system is near.
    public let retryPolicy: RetryPolicy = .fast

    /// The plugin; it has no settings.
    public init() {}

    /// Refuses text that cannot be a path, and text that is no digest.
    public func validate(_ request: Request) throws {
        try PathText.validate(request.path)
        _ = try digest(of: request)
    }

    /// Reads the file and compares, piece by piece; memory does not grow with the file.
    ///
    /// - Throws: `PluginError` with code `.checkFailed` when the file is missing or holds something else.
    /// - Complexity: Linear in the size of the file.
    @concurrent public func execute(_ request: Request, in context: PluginContext) async throws -> NoResponse {
        let expected = try digest(of: request)
        guard let present = try FileCall.information(of: request.path, followsLinks: true) else {
            throw PluginError.checkFailed("The file \"\(request.path)\" does not exist. Its content cannot be what is expected: put it there.")
        }
        guard present.isRegularFile else {
            throw PluginError.checkFailed("\"\(request.path)\" is \(present.kindText), but a file is needed there. Look what put it there.")
        }
        var hash = SHA256()
        try FileContent.forEachPiece(of: try OpenFile(reading: request.path)) { hash.update($0) }
        let found = hash.finalize()
        guard found == expected else {
            throw PluginError.checkFailed(
                "The file \"\(request.path)\" has the SHA-256 digest \"\(found)\", but \"\(expected)\" is expected. "
                    + "It holds something else: put the right file there.")
        }
        return NoResponse()
    }

    private func digest(of request: Request) throws -> Digest {
        guard let digest = Digest(request.digest) else {
            throw PluginError.invalidRequest(
                "\"\(request.digest)\" is no SHA-256 digest. No file could match it: give 64 hexadecimal digits, as \"sha256sum\" prints them.")
        }
        return digest
    }
}
