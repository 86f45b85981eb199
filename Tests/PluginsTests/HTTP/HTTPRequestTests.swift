import Foundation
import Testing
import Workstream
import WorkstreamHTTP

@Suite("HTTPRequest", .timeLimit(.minutes(15)))
struct HTTPRequestTests {
    let plugin = HTTPRequest()

    private func error(_ request: HTTPRequest.Request) async throws -> PluginError {
        try await #require(throws: PluginError.self) { try await plugin.execute(request, in: .alone()) }
    }

    @Test(
        "method, headers, secrets, token and body arrive as they are; status, headers and body come back",
        arguments: ["POST", "PUT", "PATCH", "DELETE"])
    func sends(method: HTTPMethod) async throws {
        let server = try TestServer { _ in .status(201, headers: ["X-Made": "größer", "Location": "/things/1"], body: "gemacht: ü") }
        let response = try await plugin.execute(
            .init(
                url: server.url("/things?a=b%20c"), method: method, headers: ["Content-Type": "application/json"],
                secretHeaders: ["Authorization": .resolver("r", key: "Bearer s3cret")], body: #"{"name":"ä"}"#,
                idempotencyKeyHeader: "Idempotency-Key"),
            in: .alone(token: "token-7"))
        #expect(response.status == 201 && response.body == "gemacht: ü" && response.omittedBytes == 0)
        #expect(response.headers["location"] == "/things/1")
        #expect(response.url == server.url("/things?a=b%20c"))
        let received = try #require(server.received.first)
        #expect(received.method == method.rawValue && received.target == "/things?a=b%20c" && received.body == #"{"name":"ä"}"#)
        #expect(received.headers["content-type"] == "application/json")
        #expect(received.headers["authorization"] == "Bearer s3cret")
        #expect(received.headers["idempotency-key"] == "token-7")
        #expect(received.headers["cookie"] == nil)
    }

    @Test("HEAD brings headers and no body, and an empty POST says that it is empty")
    func withoutBody() async throws {
        let server = try TestServer { _ in .status(200, headers: ["X-A": "1"], body: "never sent with HEAD") }
        let head = try await plugin.execute(.init(url: server.url(), method: .head), in: .alone())
        #expect(head.headers["x-a"] == "1" && head.body.isEmpty)
        _ = try await plugin.execute(.init(url: server.url(), method: .post), in: .alone())
        #expect(server.received[1].headers["content-length"] == "0")
    }

    @Test("a large body goes up whole, and one that comes down is kept up to the limit, the rest counted, no character cut in two")
    func large() async throws {
        let server = try TestServer { received in .status(200, body: String(repeating: "ä", count: received.body.utf8.count)) }
        let body = String(repeating: "x", count: 3_000_000)
        let response = try await plugin.execute(.init(url: server.url(), method: .put, body: body, bodyLimit: 1_001), in: .alone())
        #expect(server.received[0].body.utf8.count == 3_000_000)
        #expect(response.body == String(repeating: "ä", count: 500))
        #expect(response.omittedBytes == 6_000_000 - 1_001)
        let none = try await plugin.execute(.init(url: server.url(), method: .put, body: "x", bodyLimit: 0), in: .alone())
        #expect(none.body.isEmpty && none.omittedBytes == 2)
    }

    @Test("expected statuses are a success, and without any every one from 200 to 299")
    func expectedStatuses() async throws {
        let server = try TestServer { .status(Int($0.target.dropFirst()) ?? 0) }
        for status in [200, 202, 299] { #expect(try await plugin.execute(.init(url: server.url("/\(status)")), in: .alone()).status == status) }
        #expect(try await plugin.execute(.init(url: server.url("/404"), expecting: [204, 404]), in: .alone()).status == 404)
        let error = try await error(.init(url: server.url("/200"), expecting: [204, 404]))
        #expect(error.code == .unexpectedStatus && error.message.contains("status 200, but 204 or 404 was expected"))
    }

    @Test(
        "S27 what the server may answer otherwise later is retried, unless the request might then be done twice",
        arguments: [
            (400, false, false), (401, false, false), (404, false, false), (409, false, false), (408, true, false), (425, true, true),
            (429, true, true),
            (500, true, false), (502, true, false), (503, true, true), (504, true, false),
        ])
    func retryable(status: Int, whenIdempotent: Bool, whenAtMostOnce: Bool) async throws {
        let server = try TestServer { _ in .status(status, headers: ["Retry-After": "7"], body: "not now") }
        let get = try await error(.init(url: server.url()))
        #expect(get.isPermanent == !whenIdempotent && get.retryAfter == (whenIdempotent ? .seconds(7) : nil))
        #expect(get.message.contains("status \(status)") && get.message.contains("\"not now\""))
        let post = try await error(.init(url: server.url(), method: .post))
        #expect(post.isPermanent == !whenAtMostOnce && post.retryAfter == (whenAtMostOnce ? .seconds(7) : nil))
        let harmless = try await error(.init(url: server.url(), method: .post, effect: .idempotent))
        #expect(harmless.isPermanent == !whenIdempotent)
    }

    @Test(
        "a wait that the server asks for is read as seconds, or as a date measured against the server's own",
        arguments: [
            ("7", nil, .seconds(7)), (" 0 ", nil, .seconds(0)), ("-1", nil, nil), ("soon", nil, nil),
            ("Sun, 06 Nov 1994 08:50:07 GMT", "Sun, 06 Nov 1994 08:49:37 GMT", .seconds(30)),
            ("Sun, 06 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:50:07 GMT", .seconds(0)), ("Sun, 06 Nov 1994 08:50:07 GMT", nil, nil),
        ] as [(String, String?, Duration?)])
    func retryAfter(text: String, date: String?, wait: Duration?) async throws {
        let server = try TestServer { _ in
            .status(503, headers: date.map { ["Retry-After": text, "Date": $0] } ?? ["Retry-After": text])
        }
        #expect(try await error(.init(url: server.url())).retryAfter == wait)
    }

    @Test("S33 its effect is that of its method, unless the request says otherwise")
    func effect() {
        for method: HTTPMethod in [.get, .head, .put, .delete, .options] { #expect(plugin.effect(of: .init(url: "", method: method)) == .idempotent) }
        for method: HTTPMethod in [.post, .patch, "PURGE"] { #expect(plugin.effect(of: .init(url: "", method: method)) == .atMostOnce) }
        #expect(plugin.effect(of: .init(url: "", method: .post, effect: .idempotent)) == .idempotent)
        #expect(plugin.effect(of: .init(url: "", method: .get, effect: .atMostOnce)) == .atMostOnce)
    }

    @Test("S27 a lost answer is retried only where the request may be done twice; a refused connection always")
    func lost() async throws {
        let server = try TestServer { _ in .close }
        let get = try await error(.init(url: server.url()))
        #expect(get.code == .answerLost && !get.isPermanent)
        let post = try await error(.init(url: server.url(), method: .post, body: "x"))
        #expect(post.code == .answerLost && post.isPermanent)
        #expect(server.received.filter { $0.method == "POST" }.count == 1)
        let refused = try await error(.init(url: "http://127.0.0.1:\(try TestServer.unusedPort())/", method: .post))
        #expect(refused.code == .unreachable && !refused.isPermanent)
        let unknown = try await error(.init(url: "http://no-such-host.invalid/", method: .post))
        #expect(unknown.code == .unreachable && !unknown.isPermanent && unknown.message.contains("\"no-such-host.invalid\""), "\(unknown)")
    }

    @Test("an answer that ends before its length is no answer")
    func cutShort() async throws {
        let server = try TestServer { _ in .raw(Array("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this".utf8)) }
        #expect(try await error(.init(url: server.url())).code == .answerLost)
    }

    @Test(
        "redirects: 301, 302 and 303 turn a POST into a GET, 307 and 308 keep it",
        arguments: [(301, "GET"), (302, "GET"), (303, "GET"), (307, "POST"), (308, "POST")])
    func redirect(status: Int, method: String) async throws {
        let server = try TestServer { $0.target == "/old" ? .status(status, headers: ["Location": "/new"]) : .status(200, body: "here") }
        let response = try await plugin.execute(.init(url: server.url("/old"), method: .post, body: "text"), in: .alone())
        #expect(response.body == "here" && response.url == server.url("/new"))
        #expect(server.received.map(\.method) == ["POST", method])
        #expect(server.received[1].body == (method == "POST" ? "text" : ""))
        let first = try await plugin.execute(.init(url: server.url("/old"), expecting: [status], followsRedirects: false), in: .alone())
        #expect(first.headers["location"] == "/new")
    }

    @Test("a secret header goes with a redirect on the same server, and not to another one")
    func secretsStay() async throws {
        let other = try TestServer { _ in .status(200) }
        let target = other.url("/elsewhere")
        let server = try TestServer { received in
            switch received.target {
            case "/here": .status(302, headers: ["Location": "/there"])
            case "/away": .status(307, headers: ["Location": target])
            default: .status(200)
            }
        }
        let secrets: [String: Secret] = ["X-Token": .resolver("r", key: "s3cret"), "Authorization": .resolver("r", key: "Bearer x")]
        for path in ["/here", "/away"] {
            _ = try await plugin.execute(.init(url: server.url(path), headers: ["X-Plain": "p"], secretHeaders: secrets), in: .alone())
        }
        #expect(server.received.map { $0.headers["x-token"] } == ["s3cret", "s3cret", "s3cret"])
        let away = try #require(other.received.first)
        #expect(away.headers["x-token"] == nil && away.headers["authorization"] == nil)
        #expect(away.headers["x-plain"] == "p")
    }

    @Test("redirects that never end, and those that leave HTTP, are errors")
    func badRedirects() async throws {
        let server = try TestServer {
            $0.target == "/away" ? .status(302, headers: ["Location": "ftp://files/x"]) : .status(302, headers: ["Location": "/"])
        }
        let round = try await error(.init(url: server.url()))
        #expect(round.code == .redirected && round.isPermanent)
        #expect(server.received.count == 11)
        let away = try await error(.init(url: server.url("/away")))
        #expect(away.code == .redirected && away.message.contains("ftp://files/x"), "\(away)")
    }

    @Test("cancelling ends the call at once, before and while the server thinks")
    func cancelled() async throws {
        let server = try TestServer { _ in .hang }
        let url = server.url()
        let early = Task {
            withUnsafeCurrentTask { $0?.cancel() }
            return try await HTTPRequest().execute(.init(url: url), in: .alone())
        }
        await #expect(throws: CancellationError.self) { try await early.value }
        #expect(server.received.isEmpty)
        let task = Task { try await HTTPRequest().execute(.init(url: url, method: .post, body: "x"), in: .alone()) }
        var events = server.events.makeAsyncIterator()
        _ = await events.next()
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        let second = await events.next()
        guard case .clientLeft = second else { throw PluginError(.failed, "the connection was not closed") }
    }

    @Test("a secret with a line break is refused without being shown")
    func brokenSecret() async throws {
        let error = try await error(.init(url: "http://127.0.0.1:1/", secretHeaders: ["X-Token": .resolver("r", key: "hunter2\r\nX-Evil: 1")]))
        #expect(error.code == .secretUnavailable && error.isPermanent && !error.message.contains("hunter2"))
    }

    @Test("the query of a URL, which may hold what is not for everybody, is not in messages")
    func query() async throws {
        let server = try TestServer { _ in .status(400) }
        let error = try await error(.init(url: server.url("/a?key=hunter2")))
        #expect(!error.message.contains("hunter2") && error.message.contains("/a?…"))
    }

    @Test("a cookie that a server sets is not sent with the next request")
    func cookies() async throws {
        let server = try TestServer { _ in .status(200, headers: ["Set-Cookie": "session=1; Path=/"]) }
        for _ in 0..<2 { _ = try await plugin.execute(.init(url: server.url()), in: .alone()) }
        #expect(server.received.allSatisfy { $0.headers["cookie"] == nil })
    }

    @Test("what cannot be sent is refused")
    func validation() throws {
        let good = HTTPRequest.Request(
            url: "https://a/", method: "PURGE", headers: ["A": "b"], expecting: [200, 404], idempotencyKeyHeader: "Idempotency-Key")
        try plugin.validate(good)
        let changes: [(inout HTTPRequest.Request) -> Void] = [
            { $0.url = "a" }, { $0.method = "GE T" }, { $0.method = "" }, { $0.expectedStatuses = [200, 0] }, { $0.bodyLimit = -1 },
            { $0.idempotencyKeyHeader = "a" }, { $0.idempotencyKeyHeader = "x y" }, { $0.secretHeaders = ["a": .environment("A")] },
        ]
        for (number, change) in changes.enumerated() {
            var request = good
            change(&request)
            #expect(throws: PluginError.self, "change \(number)") { try plugin.validate(request) }
        }
    }

    @Test("a request with a URL alone is a GET, and a whole one comes back as it was")
    func coding() throws {
        #expect(try JSON(parsing: #"{"url":"http://a"}"#).decode(HTTPRequest.Request.self) == .init(url: "http://a"))
        let whole = HTTPRequest.Request(
            url: "http://a", method: .post, headers: ["a": "b"], secretHeaders: ["c": .file("/d")], body: "e", expecting: [201], effect: .idempotent,
            idempotencyKeyHeader: "F", followsRedirects: false, bodyLimit: 5)
        #expect(try JSON(encoding: whole).decode(HTTPRequest.Request.self) == whole)
    }
}
