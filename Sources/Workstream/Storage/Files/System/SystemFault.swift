#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A call that the system refused.
struct SystemFault: Error, Sendable, Hashable {
    /// Why it refused.
    enum Reason: Sendable, Hashable {
        /// With a number of `errno`.
        case number(Int32)
        /// Because something else than a file stands in its place.
        case noFile
        /// Because the file is not as it was left.
        case changed
    }

    /// Why it refused.
    var reason: Reason
    /// What was tried, such as "sync".
    var action: String
    /// On which path.
    var path: String

    /// A call that failed with a number of `errno`.
    init(_ number: Int32, doing action: String, _ path: String) {
        self.init(.number(number), doing: action, path)
    }

    /// A call that was refused.
    init(_ reason: Reason, doing action: String, _ path: String) {
        self.reason = reason
        self.action = action
        self.path = path
    }

    /// Whether nothing has that path.
    var isMissing: Bool { reason == .number(ENOENT) || reason == .number(ENOTDIR) }
    /// Whether something has that path already.
    var isExisting: Bool { reason == .number(EEXIST) || reason == .number(ENOTEMPTY) }
    /// Whether nothing may be written there at all.
    var isReadOnly: Bool { reason == .number(EROFS) }
    /// Whether something else than a file stands in its place: a folder, a pipe, a link.
    var isNoFile: Bool { reason == .noFile || [ELOOP, ENXIO, EISDIR].contains { reason == .number($0) } }
    /// Whether there is no room left.
    var isFull: Bool { reason == .number(ENOSPC) || reason == .number(EDQUOT) }
}
