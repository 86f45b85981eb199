#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// An open file or folder, closed when the last who holds it lets go.
///
/// An object and no value, because a journal's descriptor is shared by the cache that may drop it and the append that uses it just then.
final class Descriptor: Sendable {
    /// The number that system calls take.
    let number: Int32
    /// The path that messages name.
    let path: String

    /// How many bytes it had when it was opened, where that is known.
    let size: Int?

    /// Takes over an open descriptor.
    init(owning number: Int32, path: String, size: Int? = nil) {
        self.number = number
        self.path = path
        self.size = size
    }

    deinit {
        close(number)
    }
}
