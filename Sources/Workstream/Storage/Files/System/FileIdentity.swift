/// Names a file or folder beyond its path: the same for two names of one.
struct FileIdentity: Sendable, Hashable {
    /// The device.
    var device: UInt64
    /// The number on the device.
    var number: UInt64
}
