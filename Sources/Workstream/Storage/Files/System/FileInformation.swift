/// What the system knows of something that has a name.
struct FileInformation: Sendable, Hashable {
    /// What kinds of things there are.
    enum Kind: Sendable, Hashable {
        /// A file with content.
        case file
        /// A folder.
        case folder
        /// A symbolic link, a pipe, a socket, a device.
        case other
    }

    /// What it is.
    var kind: Kind
    /// How many bytes it has.
    var size: Int
    /// The number of the user who owns it.
    var owner: UInt32
    /// The device that it is on, and its number there: the same for two names of one file.
    var identity: FileIdentity
    /// When its content changed last, in nanoseconds since 1970.
    var changed: Int64
}
