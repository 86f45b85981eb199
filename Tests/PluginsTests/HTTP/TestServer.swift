import Foundation
import Workstream

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A real HTTP server on a port of its own on this machine: every connection is answered by one thread, and says how it went.
final class TestServer: Sendable {
    /// What a client sent.
    struct Received: Sendable {
        var method: String
        var target: String
        /// The names in lower case.
        var headers: [String: String]
        var body: String
    }

    /// What the server does with it.
    enum Answer: Sendable {
        case status(Int, headers: [String: String] = [:], body: String = "")
        /// These bytes, whatever they are.
        case raw([UInt8])
        /// Nothing; the connection is closed.
        case close
        /// Nothing, until the client goes away.
        case hang
    }

    /// What happened, in order.
    enum Event: Sendable {
        case received(Received)
        /// The client of a request that hung has closed the connection.
        case clientLeft
    }

    let port: Int
    let events: AsyncStream<Event>
    private let listener: Int32
    private let requests = Lock<[Received]>([])

    init(_ answer: @escaping @Sendable (Received) -> Answer) throws {
        let listener = socket(AF_INET, Self.streamType, 0)
        var address = Self.loopback(port: 0)
        let bound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(listener, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
        }
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let named = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(listener, $0, &length) }
        }
        guard listener >= 0, bound == 0, named == 0, listen(listener, 512) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
        self.listener = listener
        self.port = Int(UInt16(bigEndian: address.sin_port))
        let (events, continuation) = AsyncStream.makeStream(of: Event.self)
        self.events = events
        let requests = self.requests
        Thread.detachNewThread {
            while true {
                let connection = accept(listener, nil, nil)
                guard connection >= 0 else {
                    // Here alone: were it closed elsewhere, its number could belong to another server before this thread accepts again.
                    close(listener)
                    return
                }
                Thread.detachNewThread {
                    Self.serve(connection) { received in
                        requests.withLock { $0.append(received) }
                        continuation.yield(.received(received))
                        return answer(received)
                    } clientLeft: {
                        continuation.yield(.clientLeft)
                    }
                }
            }
        }
    }

    deinit {
        // Wakes the thread that waits in `accept`, which then closes the socket.
        shutdown(listener, Int32(SHUT_RDWR))
    }

    var received: [Received] { requests.withLock { $0 } }

    func url(_ path: String = "/") -> String { "http://127.0.0.1:\(port)\(path)" }

    /// A port of this machine on which nobody listens.
    static func unusedPort() throws -> Int {
        let server = try TestServer { _ in .close }
        return server.port
    }

    private static func serve(_ connection: Int32, _ answer: (Received) -> Answer, clientLeft: () -> Void) {
        defer { close(connection) }
        guard let received = receive(connection) else { return }
        switch answer(received) {
        case .status(let status, let headers, let body):
            var head = "HTTP/1.1 \(status) Reason\r\nConnection: close\r\n"
            for (name, value) in headers { head += "\(name): \(value)\r\n" }
            if headers["Content-Length"] == nil { head += "Content-Length: \(body.utf8.count)\r\n" }
            send(Array((head + "\r\n" + (received.method == "HEAD" ? "" : body)).utf8), connection)
        case .raw(let bytes): send(bytes, connection)
        case .close: break
        case .hang:
            var byte: UInt8 = 0
            while read(connection, &byte, 1) > 0 {}
            clientLeft()
        }
    }

    private static func receive(_ connection: Int32) -> Received? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var head: [String]?
        var bodyStart = 0
        while true {
            if head == nil, let end = bytes.firstRange(of: Array("\r\n\r\n".utf8)) {
                head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
                bodyStart = end.upperBound
            }
            if let head {
                var headers: [String: String] = [:]
                for line in head.dropFirst() {
                    let parts = line.split(separator: ":", maxSplits: 1)
                    headers[parts[0].lowercased()] = parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespaces) : ""
                }
                if bytes.count - bodyStart >= Int(headers["content-length"] ?? "0") ?? 0 {
                    let words = head[0].split(separator: " ").map(String.init)
                    return Received(
                        method: words[0], target: words[1], headers: headers, body: String(decoding: bytes[bodyStart...], as: UTF8.self))
                }
            }
            let count = read(connection, &buffer, buffer.count)
            if count <= 0 { return nil }
            bytes += buffer[..<count]
            // The first byte of a TLS connection: answered in plain HTTP, as servers do.
            if bytes.first == 0x16 {
                send(Array("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n".utf8), connection)
                return nil
            }
        }
    }

    private static func send(_ bytes: [UInt8], _ connection: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(connection, $0.baseAddress, $0.count) }
            if count <= 0 { return }
            rest = rest.dropFirst(count)
        }
    }

    private static func loopback(port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }

    #if canImport(Glibc)
        private static let streamType = Int32(SOCK_STREAM.rawValue)
    #else
        private static let streamType = Int32(SOCK_STREAM)
    #endif
}
