import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The program that runs on every host of the shop: an HTTP server in a process of its own.
///
/// It is this very executable, started as `rolling-upgrade serve RELEASE PORT STOCK`, and answers two questions:
///
/// | request | answer |
/// |---|---|
/// | `GET /health` | this host: `{"open":true,"version":2}` |
/// | `GET /stock` | the service: `{"items":3,"open":true,"version":2}`, or status 500 when the stock cannot be read |
struct ShopServer {
    private let release: Release
    private let stock: String
    private let port: LocalPort

    /// The word that makes a server of the executable.
    static let command = "serve"

    /// The arguments that start a server.
    static func arguments(release: String, port: Int, stock: String) -> [String] {
        [command, release, "\(port)", stock]
    }

    /// A server for the arguments after `serve`; it accepts connections from now on.
    ///
    /// - Throws: An error of the system when the release cannot be read or the port cannot be had.
    init(arguments: [String]) throws {
        guard arguments.count == 3, let number = Int(arguments[1]) else { throw POSIXError(.EINVAL) }
        release = try Release(inFolder: arguments[0])
        stock = arguments[2]
        Self.prepareSignals(ignoringTermination: release.fault == .ignoresTermination)
        Self.endWithParent()
        try Self.note(release, inLogOf: URL(fileURLWithPath: arguments[0]).deletingLastPathComponent())
        if release.fault == .ruinsStock { try Data(#"{"format":2}"#.utf8).write(to: URL(fileURLWithPath: stock)) }
        port = try LocalPort(number)
        try port.listen()
    }

    /// Answers one client after another until the process is ended.
    func run() -> Never {
        while true {
            let connection = port.nextConnection()
            guard connection >= 0 else { continue }
            serve(connection)
            close(connection)
        }
    }

    private func serve(_ connection: Int32) {
        // A client that says nothing must not keep the others waiting.
        var limit = timeval(tv_sec: 1, tv_usec: 0)
        setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        var request = ""
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while !request.contains("\r\n\r\n") {
            let count = read(connection, &buffer, buffer.count)
            guard count > 0 else { return }
            request += String(decoding: buffer[..<count], as: UTF8.self)
        }
        let words = request.split(separator: " ", maxSplits: 2)
        let (status, body) = answer(to: words.count > 1 ? String(words[1]) : "")
        let answer = "HTTP/1.1 \(status)\r\nContent-Type: application/json\r\nContent-Length: \(body.utf8.count)\r\nConnection: close\r\n\r\n\(body)"
        _ = Array(answer.utf8).withUnsafeBytes { write(connection, $0.baseAddress, $0.count) }
    }

    private func answer(to target: String) -> (status: String, body: String) {
        let isOpen = release.fault != .answersWrongly
        switch target {
        case "/health":
            return ("200 OK", #"{"open":\#(isOpen),"version":\#(release.version)}"#)
        case "/stock":
            guard let items = try? Stock(contentsOf: stock).items.count else {
                return ("500 Internal Server Error", #"{"error":"the stock cannot be read"}"#)
            }
            return ("200 OK", #"{"items":\#(items),"open":\#(isOpen),"version":\#(release.version)}"#)
        default:
            return ("404 Not Found", #"{"error":"ask for /health or /stock"}"#)
        }
    }

    /// Notes in the log of its host which version it runs.
    private static func note(_ release: Release, inLogOf host: URL) throws {
        let log = open(host.appendingPathComponent("log").path, O_WRONLY | O_CREAT | O_APPEND, 0o644)
        guard log >= 0 else { throw POSIXError(.init(rawValue: errno) ?? .EIO) }
        let line = Array("version \(release.version)\n".utf8)
        _ = line.withUnsafeBytes { write(log, $0.baseAddress, $0.count) }
        close(log)
    }

    /// Listens to the signals that a server should hear.
    ///
    /// A process inherits the signals that its parent's thread blocks. Ctrl-C reaches the whole terminal, but whether a server ends is up to the tool.
    private static func prepareSignals(ignoringTermination: Bool) {
        var none = sigset_t()
        sigemptyset(&none)
        sigprocmask(SIG_SETMASK, &none, nil)
        signal(SIGINT, SIG_IGN)
        signal(SIGPIPE, SIG_IGN)
        signal(SIGTERM, ignoringTermination ? SIG_IGN : SIG_DFL)
    }

    /// Ends this process as soon as its standard input ends.
    ///
    /// The tool holds the other end of that pipe and never writes to it, so the pipe ends with the tool, even when nobody could tell the servers to go.
    private static func endWithParent() {
        Thread.detachNewThread {
            var byte: UInt8 = 0
            while read(STDIN_FILENO, &byte, 1) > 0 {}
            _exit(0)
        }
    }
}
