public import Workstream

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Passes when a file system has so much room for the user that this process runs as.
public struct FreeSpace: CheckPlugin {
    /// Where, and how much.
    public struct Request: Codable, Sendable, Hashable {
        /// Anything on the file system; it must exist.
        public var path: String
        /// How many bytes must be free.
        public var minimumBytes: Int
        /// How many percent of the file system must be free, from 0 to 100.
        public var minimumPercent: Int

        /// A request; at least one of the two is needed.
        public init(path: String, minimumBytes: Int = 0, minimumPercent: Int = 0) {
            self.path = path
            self.minimumBytes = minimumBytes
            self.minimumPercent = minimumPercent
        }

        /// Reads the stored form; what is missing has its default.
        public init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            self.path = try fields.decode(String.self, forKey: .path)
            self.minimumBytes = try fields.decodeIfPresent(Int.self, forKey: .minimumBytes) ?? 0
            self.minimumPercent = try fields.decodeIfPresent(Int.self, forKey: .minimumPercent) ?? 0
        }
    }

    /// What was found.
    public struct Response: Codable, Sendable, Hashable {
        /// The bytes that are free for this user.
        public var freeBytes: Int
        /// The size of the file system in bytes.
        public var totalBytes: Int

        /// A response.
        public init(freeBytes: Int, totalBytes: Int) {
            self.freeBytes = freeBytes
            self.totalBytes = totalBytes
        }
    }

    /// "workstream.files.freeSpace".
    public static let name = "workstream.files.freeSpace"
    /// Seconds: room comes back when somebody cleans up.
    public let retryPolicy: RetryPolicy = .seconds

    /// The plugin; it has no settings.
    public init() {}

    /// Refuses text that cannot be a path, and amounts that are always or never there.
    public func validate(_ request: Request) throws {
        try PathText.validate(request.path)
        guard request.minimumBytes >= 0, (0...100).contains(request.minimumPercent), request.minimumBytes > 0 || request.minimumPercent > 0 else {
            throw PluginError.invalidRequest(
                "\(request.minimumBytes) bytes and \(request.minimumPercent) percent are asked for on \"\(request.path)\". The check would always say the same: "
                    + "give a positive number of bytes, or a percentage from 1 to 100.")
        }
    }

    /// Looks.
    ///
    /// - Throws: `PluginError` with code `.checkFailed` when there is less room, another when nobody can tell.
    @concurrent public func execute(_ request: Request, in context: PluginContext) async throws -> Response {
        var information = statvfs()
        guard FileCall.retrying({ statvfs(request.path, &information) }) == 0 else {
            throw FileFailure.error(errno, doing: "ask for the free space of", request.path)
        }
        let blockSize = Int(information.f_frsize)
        let found = Response(freeBytes: Int(information.f_bavail) * blockSize, totalBytes: Int(information.f_blocks) * blockSize)
        // In floating point, because a hundred times the largest file systems is more than an integer holds.
        let percent = found.totalBytes > 0 ? 100 * Double(found.freeBytes) / Double(found.totalBytes) : 0
        guard found.freeBytes >= request.minimumBytes, percent >= Double(request.minimumPercent) else {
            let needed = request.minimumBytes > 0 ? "\(request.minimumBytes) bytes" : ""
            let neededPercent = request.minimumPercent > 0 ? "\(request.minimumPercent) percent" : ""
            let both = [needed, neededPercent].filter { !$0.isEmpty }.joined(separator: " and ")
            throw PluginError.checkFailed(
                "On the file system of \"\(request.path)\", \(found.freeBytes) bytes (\(Int(percent)) percent) are free, but \(both) are needed. "
                    + "Free some space, or use another disk.")
        }
        return found
    }
}
