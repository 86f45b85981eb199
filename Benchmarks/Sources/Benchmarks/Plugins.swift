import Counting
import Synchronization
import Workstream

/// Does nothing, and says nothing.
struct Nothing: ActionPlugin {
    struct Request: Codable, Sendable {}
    static let name = "benchmark.nothing"
    let retryPolicy = RetryPolicy.never
    func effect(of request: Request) -> Effect { .idempotent }
    @concurrent func execute(_ request: Request, in context: PluginContext) async throws -> NoResponse { NoResponse() }
}

/// Answers with a path, as an upload would.
struct Upload: ActionPlugin {
    struct Request: Codable, Sendable {
        var host: String
        var port: Int
    }
    struct Response: Codable, Sendable { var path: String }
    static let name = "benchmark.upload"
    static let request = Request(host: "web-1.example.org", port: 8080)
    static let response = Response(path: "/srv/shop/shop-2.tar")
    let retryPolicy = RetryPolicy.never
    func effect(of request: Request) -> Effect { .idempotent }
    @concurrent func execute(_ request: Request, in context: PluginContext) async throws -> Response { Self.response }
}

/// Answers with what it was asked: a kibibyte each way.
struct Echo: ActionPlugin {
    struct Request: Codable, Sendable { var text: String }
    typealias Response = Request
    static let name = "benchmark.echo"
    static let request = Request(text: String(repeating: "x", count: 1_013))
    let retryPolicy = RetryPolicy.never
    func effect(of request: Request) -> Effect { .idempotent }
    @concurrent func execute(_ request: Request, in context: PluginContext) async throws -> Response { request }
}

/// Takes its time, and computes nothing.
struct Pause: ActionPlugin {
    struct Request: Codable, Sendable { var seconds: Int }
    static let name = "benchmark.pause"
    let retryPolicy = RetryPolicy.never
    func effect(of request: Request) -> Effect { .idempotent }
    @concurrent func execute(_ request: Request, in context: PluginContext) async throws -> NoResponse {
        try await Task.sleep(for: .seconds(request.seconds))
        return NoResponse()
    }
}

/// A check that always passes.
struct Look: CheckPlugin {
    struct Request: Codable, Sendable {}
    static let name = "benchmark.look"
    let retryPolicy = RetryPolicy.never
    @concurrent func execute(_ request: Request, in context: PluginContext) async throws -> NoResponse { NoResponse() }
}

/// Does nothing, but looks at the heap when half of its calls have been made.
final class Surveyor: ActionPlugin {
    struct Request: Codable, Sendable {}
    static let name = "benchmark.survey"
    let retryPolicy = RetryPolicy.never
    private let half: Int
    private let calls = Atomic(0)
    private let found = Atomic<UInt64>(0)

    init(calls: Int) {
        half = calls / 2
    }

    /// How many bytes were in use then.
    var bytesInUse: UInt64 { found.load(ordering: .relaxed) }

    func effect(of request: Request) -> Effect { .idempotent }
    @concurrent func execute(_ request: Request, in context: PluginContext) async throws -> NoResponse {
        if calls.add(1, ordering: .relaxed).newValue == half { found.store(counting_bytes_in_use(), ordering: .relaxed) }
        return NoResponse()
    }
}
