import Foundation
import Testing
import Workstream
import WorkstreamHTTP

@Suite("HTTPProbe", .timeLimit(.minutes(15)))
struct HTTPProbeTests {
    /// A change to a request, and what the error must then say.
    struct Change: Sendable {
        let apply: @Sendable (inout HTTPProbe.Request) -> Void
        let message: String

        init(_ apply: @escaping @Sendable (inout HTTPProbe.Request) -> Void, _ message: String = "") {
            self.apply = apply
            self.message = message
        }
    }

    let plugin = HTTPProbe()
    /// The clock of the calls: each answer of the server takes two seconds.
    private let time = Lock(Timestamp(nanoseconds: 0))

    private var context: PluginContext { .alone(now: { time.withLock { $0 } }) }

    private func server(_ status: Int = 200, body: String = #"{"state":"ok","version":2,"hosts":[{"name":"web-1"}]}"#) throws -> TestServer {
        try TestServer { _ in
            time.withLock { $0 = $0 + .seconds(2) }
            return .status(status, headers: ["Content-Type": "application/json; charset=utf-8", "X-Version": "2"], body: body)
        }
    }

    @Test("a server that answers as it should passes, and the response says how fast")
    func passes() async throws {
        let server = try server()
        let response = try await plugin.execute(
            .init(
                url: server.url("/health?deep=1"), expecting: 200, headers: ["X-Asked": "yes"],
                secretHeaders: ["Authorization": .resolver("r", key: "Bearer 1")],
                headerEquals: ["x-version": "2"], headerContains: ["content-type": "json"], bodyContains: ["state", "web-1"],
                jsonEquals: ["$.state": "ok", "$.version": 2, "$.hosts[0].name": "web-1", "$.hosts[0]": ["name": "web-1"]], latencyBelow: .seconds(3)
            ),
            in: context)
        #expect(response.status == 200)
        #expect(response.latency == .seconds(2))
        let received = try #require(server.received.first)
        #expect(received.method == "GET" && received.target == "/health?deep=1" && received.body.isEmpty)
        #expect(received.headers["x-asked"] == "yes" && received.headers["authorization"] == "Bearer 1")
    }

    @Test(
        "S4 every way to answer otherwise is a no that names what was found and what is expected",
        arguments: [
            Change({ $0.status = 204 }, "its status is 200, but 204 is expected"),
            Change({ $0.headerEquals = ["X-Version": "1"] }, #"its header "X-Version" is "2", but "1" is expected"#),
            Change({ $0.headerEquals = ["X-Other": "1"] }, #"its header "X-Other" is not there, but "1" is expected"#),
            Change({ $0.headerContains = ["Content-Type": "html"] }, #"something with "html" is expected"#),
            Change({ $0.bodyContains = ["state", "version 3"] }, #"its body does not contain "version 3""#),
            Change({ $0.jsonEquals = ["$.state": "bad"] }, #"its field $.state is "ok", but "bad" is expected"#),
            Change({ $0.jsonEquals = ["$.hosts[1].name": "web-2"] }, #"its field $.hosts[1].name is not there, but "web-2" is expected"#),
            Change({ $0.jsonEquals = ["$.version": "2"] }, #"its field $.version is 2, but "2" is expected"#),
            Change({ $0.latencyBelow = .seconds(2) }, "it took 2.0 seconds, but less than 2.0 seconds is expected"),
        ])
    func fails(change: Change) async throws {
        let server = try server()
        var request = HTTPProbe.Request(url: server.url())
        change.apply(&request)
        let error = try await #require(throws: PluginError.self) { try await plugin.execute(request, in: context) }
        #expect(error.code == .checkFailed && !error.isPermanent)
        #expect(error.message.contains(change.message), "\(error.message)")
    }

    @Test("all that is wrong is said at once, with the beginning of the body")
    func allFaults() async throws {
        let server = try server(500, body: "<html>\n  out of order</html>")
        let error = try await #require(throws: PluginError.self) {
            try await plugin.execute(.init(url: server.url(), bodyContains: ["fine"], jsonEquals: ["$.a": 1]), in: .alone())
        }
        for part in ["status is 500", "does not contain \"fine\"", "is no JSON", "<html> out of order</html>"] {
            #expect(error.message.contains(part))
        }
    }

    @Test("a number is the same however the server writes it")
    func numbers() async throws {
        let server = try server(body: #"{"a":2.0,"b":[1e2],"c":{"d":0.5}}"#)
        _ = try await plugin.execute(.init(url: server.url(), jsonEquals: ["$.a": 2, "$.b": [100], "$.c": ["d": 0.5]]), in: .alone())
    }

    @Test("S4 a server that cannot be reached has not said no")
    func unreachable() async throws {
        let port = try TestServer.unusedPort()
        let error = try await #require(throws: PluginError.self) { try await plugin.execute(.init(url: "http://127.0.0.1:\(port)/"), in: .alone()) }
        #expect(error.code == .unreachable && !error.isPermanent)
        #expect(error.message.contains("\"127.0.0.1:\(port)\" accepts no connection"))
    }

    @Test("S4 a server that closes the connection, or answers something that is not HTTP, has not said no", arguments: [true, false])
    func answerLost(closes: Bool) async throws {
        let server = try TestServer { _ in closes ? .close : .raw(Array("SSH-2.0-OpenSSH_9.2\r\n".utf8)) }
        let error = try await #require(throws: PluginError.self) { try await plugin.execute(.init(url: server.url()), in: .alone()) }
        #expect(error.code == .answerLost && !error.isPermanent, "\(error)")
    }

    @Test("https to a port without TLS is told apart from a server that is down")
    func notSecure() async throws {
        let server = try server()
        let error = try await #require(throws: PluginError.self) {
            try await plugin.execute(.init(url: "https://127.0.0.1:\(server.port)/"), in: .alone())
        }
        #expect(error.code == .notSecure && !error.isPermanent, "\(error)")
        #expect(error.message.contains("whether \"http\" is meant"))
    }

    @Test("redirects are followed, or are the answer where that is asked for")
    func redirect() async throws {
        let server = try TestServer { $0.target == "/old" ? .status(302, headers: ["Location": "/new"]) : .status(200, body: "here") }
        _ = try await plugin.execute(.init(url: server.url("/old"), expecting: 200, bodyContains: ["here"]), in: .alone())
        _ = try await plugin.execute(
            .init(url: server.url("/old"), expecting: 302, headerEquals: ["Location": "/new"], followsRedirects: false), in: .alone())
        #expect(server.received.map(\.target) == ["/old", "/new", "/old"])
    }

    @Test("cancelling closes the connection and ends the call at once")
    func cancelled() async throws {
        let server = try TestServer { _ in .hang }
        let url = server.url()
        let task = Task { try await plugin.execute(.init(url: url), in: .alone()) }
        var events = server.events.makeAsyncIterator()
        let first = await events.next()
        guard case .received = first else { throw PluginError(.failed, "no request came") }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        let second = await events.next()
        guard case .clientLeft = second else { throw PluginError(.failed, "the connection was not closed") }
    }

    @Test("hundreds of probes, one after another and at once, each get their own answer and leave nothing open")
    func many() async throws {
        let server = try TestServer { .status(200, body: $0.target) }
        let base = server.url("/")
        for number in 0..<100 { _ = try await plugin.execute(.init(url: base + "\(number)", bodyContains: ["/\(number)"]), in: .alone()) }
        let before = try Self.openFiles()
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<200 {
                group.addTask {
                    _ = try await HTTPProbe().execute(.init(url: base + "at-once-\(number)", bodyContains: ["/at-once-\(number)"]), in: .alone())
                }
            }
            try await group.waitForAll()
        }
        #expect(server.received.count == 300)
        for number in 0..<100 { _ = try await plugin.execute(.init(url: base + "\(number)"), in: .alone()) }
        // Sessions are torn down by threads of their own, so a few may still be there; one a probe would be hundreds.
        #expect(try Self.openFiles() < before + 60)
    }

    @Test(
        "what cannot be asked is refused",
        arguments: [
            Change { $0.url = "" }, Change { $0.url = "shop.example" }, Change { $0.url = "ftp://a/" }, Change { $0.url = "http:///path" },
            Change { $0.url = "http://a b/" }, Change { $0.method = "POST" }, Change { $0.headers = ["A B": ""] },
            Change { $0.headers = ["A": "b\r\nC: d"] }, Change { $0.status = 99 }, Change { $0.headers = ["a": "", "A": ""] },
            Change { $0.jsonEquals = ["state": 1] }, Change { $0.latencyBelow = .zero },
        ])
    func validation(change: Change) throws {
        var request = HTTPProbe.Request(url: "https://shop.example/health")
        try plugin.validate(request)
        change.apply(&request)
        let error = try #require(throws: PluginError.self) { try plugin.validate(request) }
        #expect(error.code == .invalidRequest && error.isPermanent)
    }

    @Test("a password in a URL is refused and not shown", arguments: ["http://user:hunter2@a/", "http://user:hunter2@a b/"])
    func password(url: String) throws {
        let error = try #require(throws: PluginError.self) { try plugin.validate(.init(url: url)) }
        #expect(!error.message.contains("hunter2"))
    }

    @Test("a request with a URL alone expects 200, and a whole one comes back as it was")
    func coding() throws {
        #expect(try JSON(parsing: #"{"url":"http://a"}"#).decode(HTTPProbe.Request.self) == .init(url: "http://a", expecting: 200))
        let whole = HTTPProbe.Request(
            url: "http://a", expecting: 204, method: .head, headers: ["a": "b"], secretHeaders: ["c": .environment("D")], headerEquals: ["e": "f"],
            headerContains: ["g": "h"], bodyContains: ["i"], jsonEquals: ["$.j": [1, nil]], latencyBelow: .milliseconds(5), followsRedirects: false)
        #expect(try JSON(encoding: whole).decode(HTTPProbe.Request.self) == whole)
    }

    private static func openFiles() throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: "/dev/fd").count
    }
}
