#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// What may stand under a name.
public enum FileKind: String, Sendable, Hashable, Codable, CaseIterable {
    /// Anything that is there; a symbolic link to nothing is not.
    case any
    /// A file with bytes in it, or a symbolic link to one.
    case file
    /// A directory, or a symbolic link to one.
    case directory
    /// A symbolic link, wherever it points.
    case symbolicLink

    /// The words for messages, such as "a directory".
    var text: String {
        switch self {
        case .any: "anything"
        case .file: "a file"
        case .directory: "a directory"
        case .symbolicLink: "a symbolic link"
        }
    }

    /// Whether what the system says of a name is of this kind.
    func includes(_ information: stat) -> Bool {
        switch self {
        case .any: true
        case .file: information.isRegularFile
        case .directory: information.isDirectory
        case .symbolicLink: information.isSymbolicLink
        }
    }
}
