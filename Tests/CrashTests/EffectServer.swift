import Foundation

@testable import crash_program

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The far side of HTTP requests: it writes each of them into the ledger, and outlives those who send them.
final class EffectServer: Sendable {
    /// How long it takes before the effect, and once more before the answer, in milliseconds; kills find requests on either side.
    private static let pause: Int32 = 6

    /// Where it listens on this machine.
    let port: Int
    private let listener: Int32

    /// A server on a port that the system chooses.
    ///
    /// - Throws: `POSIXError`.
    init(ledger: EffectLedger) throws {
        #if canImport(Glibc)
            let stream = Int32(SOCK_STREAM.rawValue)
        #else
            let stream = Int32(SOCK_STREAM)
        #endif
        let listener = socket(AF_INET, stream, 0)
        _ = fcntl(listener, F_SETFD, FD_CLOEXEC)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(listener, $0, length) == 0 && getsockname(listener, $0, &length) == 0 }
        }
        guard listener >= 0, isBound, listen(listener, 512) == 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
        self.listener = listener
        port = Int(UInt16(bigEndian: address.sin_port))
        Thread.detachNewThread {
            while case let connection = accept(listener, nil, nil), connection >= 0 {
                Thread.detachNewThread {
                    Self.serve(connection, ledger)
                    close(connection)
                }
            }
        }
    }

    deinit {
        // Shutting down wakes the thread that waits in `accept`; closing alone would not.
        shutdown(listener, Int32(SHUT_RDWR))
        close(listener)
    }

    /// Does what a request asks for; a client that was killed half way through it asks for nothing.
    private static func serve(_ connection: Int32, _ ledger: EffectLedger) {
        guard let (effect, token) = receive(connection) else { return }
        wait(on: connection)
        // Also for a client that is gone by now: what was asked for happens.
        let isKept = (try? ledger.add(effect, token)) != nil
        wait(on: connection)
        let answer = Array("HTTP/1.1 \(isKept ? 200 : 500) Done\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".utf8)
        _ = send(connection, answer, answer.count, Int32(noSignal))
    }

    /// The effect and the token of a request.
    private static func receive(_ connection: Int32) -> (effect: String, token: String)? {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while true {
            let count = read(connection, &buffer, buffer.count)
            guard count > 0 else { return nil }
            bytes += buffer[..<count]
            let parts = String(decoding: bytes, as: UTF8.self).components(separatedBy: "\r\n\r\n")
            guard parts.count > 1 else { continue }
            let head = parts[0].components(separatedBy: "\r\n")
            let path = head[0].split(separator: " ")[1].dropFirst()
            // The body is the effect once more, so one that is all there says the same.
            guard parts[1] == path else { continue }
            let token = head.lazy.compactMap { $0.lowercased().hasPrefix("idempotency-key:") ? $0.split(separator: ":").last : nil }.first ?? ""
            return (String(path), token.trimmingCharacters(in: .whitespaces))
        }
    }

    /// Waits a moment, or until the client is gone.
    private static func wait(on connection: Int32) {
        var entry = pollfd(fd: connection, events: Int16(POLLIN), revents: 0)
        _ = poll(&entry, 1, pause)
    }

    #if canImport(Darwin)
        private static let noSignal = 0
    #else
        private static let noSignal = Int(MSG_NOSIGNAL)
    #endif
}
