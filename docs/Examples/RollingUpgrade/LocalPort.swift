import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A TCP port of this machine that is ours for as long as the object lives.
///
/// The tool reserves a port for each host and never listens on it. The servers of that host, the old one and then the new one, share the port and do listen. So
/// nobody else can take it in the moment between the two, and whoever connects in that moment is refused at once instead of waiting.
final class LocalPort: Sendable {
    /// The number, chosen by the system unless one was asked for.
    let number: Int
    private let descriptor: Int32

    /// Reserves a port.
    ///
    /// - Parameter number: Which one; 0 lets the system choose.
    /// - Throws: `POSIXError` when the port cannot be had.
    init(_ number: Int = 0) throws {
        let descriptor = socket(AF_INET, Self.streamType, 0)
        self.descriptor = descriptor
        var shared: Int32 = 1
        for option in [SO_REUSEADDR, SO_REUSEPORT] {
            setsockopt(descriptor, SOL_SOCKET, option, &shared, socklen_t(MemoryLayout<Int32>.size))
        }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(number).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard descriptor >= 0, isBound else {
            throw POSIXError(.init(rawValue: errno) ?? .EIO)
        }
        self.number = Int(UInt16(bigEndian: address.sin_port))
        // Otherwise a server would inherit the reservations of its neighbours.
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    }

    deinit {
        close(descriptor)
    }

    /// Lets clients connect.
    ///
    /// - Throws: `POSIXError` when somebody else listens on the port.
    func listen() throws {
        #if canImport(Glibc)
            let result = Glibc.listen(descriptor, 128)
        #elseif canImport(Musl)
            let result = Musl.listen(descriptor, 128)
        #else
            let result = Darwin.listen(descriptor, 128)
        #endif
        guard result == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    }

    /// Waits for a client, and gives the descriptor of its connection.
    func nextConnection() -> Int32 {
        accept(descriptor, nil, nil)
    }

    #if canImport(Glibc)
        private static let streamType = Int32(SOCK_STREAM.rawValue)
    #else
        private static let streamType = Int32(SOCK_STREAM)
    #endif
}
