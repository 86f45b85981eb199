import Foundation
import Workstream

@testable import WorkstreamPlugins

/// A port of a test's own on this machine, which refuses connections until somebody listens.
final class TestPort: Sendable {
    let number: Int
    private let socket: Int32
    private let clients = Lock<[Int32]>([])

    init() throws {
        let socket = try Self.open()
        self.socket = socket
        // Children of other tests must not keep the port open.
        _ = fcntl(socket, F_SETFD, FD_CLOEXEC)
        var address = Self.loopback(port: 0)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let result = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(socket, $0, size) + getsockname(socket, $0, &size) }
        }
        guard result == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
        number = Int(UInt16(bigEndian: address.sin_port))
    }

    deinit {
        close(socket)
        for client in clients.withLock({ $0 }) { close(client) }
    }

    /// Accepts connections from now on.
    func listen(backlog: Int32 = 16) throws {
        guard Foundation.listen(socket, backlog) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
    }

    /// Listens, with so many connections waiting already that the system leaves further ones without an answer.
    func fallSilent() throws {
        try listen(backlog: 0)
        for _ in 0..<4 {
            let client = try Self.open()
            _ = fcntl(client, F_SETFD, FD_CLOEXEC)
            _ = fcntl(client, F_SETFL, O_NONBLOCK)
            clients.withLock { $0.append(client) }
            var address = Self.loopback(port: number)
            withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { _ = connect(client, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
            }
        }
    }

    private static func open() throws -> Int32 {
        let number = Foundation.socket(AF_INET, Connection.streamType, 0)
        guard number >= 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
        return number
    }

    private static func loopback(port: Int) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = UInt16(port).bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }
}
