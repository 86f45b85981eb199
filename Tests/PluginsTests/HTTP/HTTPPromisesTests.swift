import Testing
import Workstream
import WorkstreamHTTP
import WorkstreamTesting

@Suite("The HTTP plugins keep the promises of plugins", .timeLimit(.minutes(15)))
struct HTTPPromisesTests {
    /// Long, because answers come on threads that all tests share.
    private static let limit = Duration.seconds(60)

    /// A server that keeps what is put to it, and hangs at one path.
    private static func server(_ things: Lock<[String: String]>) throws -> TestServer {
        try TestServer { received in
            if received.target == "/hang" { return .hang }
            switch received.method {
            case "PUT": things.withLock { $0[received.target] = received.body }
            case "POST": things.withLock { $0["\(received.target)/\($0.count)"] = received.body }
            case "DELETE": things.withLock { $0[received.target] = nil }
            default: break
            }
            return .status(200, headers: ["X-Count": "1"], body: #"{"is": "ok"}"#)
        }
    }

    @Test("requests are sent as promised", arguments: PluginPromise.all(of: HTTPRequest.self))
    func requests(_ promise: PluginPromise) async throws {
        try await promise.check {
            let things = Lock<[String: String]>(["/old": "old"])
            let server = try Self.server(things)
            var subject = PluginUnderTest(
                HTTPRequest(),
                requests: [
                    .init(url: server.url("/new"), method: .put, body: "text"), .init(url: server.url("/new"), method: .post, body: "text"),
                    .init(url: server.url("/old"), method: .delete), .init(url: server.url("/old")),
                ],
                refused: [.init(url: ""), .init(url: "no url"), .init(url: server.url(), method: "G T")],
                slow: .init(url: server.url("/hang")), observe: { withExtendedLifetime(server) { things.withLock { $0 } } })
            subject.cancellationLimit = Self.limit
            return subject
        }
    }

    @Test("answers are looked at as promised", arguments: PluginPromise.all(of: HTTPProbe.self))
    func probes(_ promise: PluginPromise) async throws {
        try await promise.check {
            let things = Lock<[String: String]>(["/old": "old"])
            let server = try Self.server(things)
            var subject = PluginUnderTest(
                HTTPProbe(), requests: [.init(url: server.url("/old")), .init(url: server.url("/old"), jsonEquals: ["$.is": "ok"])],
                refused: [.init(url: ""), .init(url: server.url(), jsonEquals: ["is": "ok"])], slow: .init(url: server.url("/hang")),
                observe: { withExtendedLifetime(server) { things.withLock { $0 } } })
            subject.cancellationLimit = Self.limit
            return subject
        }
    }
}
