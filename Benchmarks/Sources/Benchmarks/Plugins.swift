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
    let retryPolicy = RetryPolicy.never
    func effect(of request: Request) -> Effect { .idempotent }
    @concurrent func execute(_ request: Request, in context: PluginContext) async throws -> Response { Response(path: "/srv/shop/shop-2.tar") }
}

/// Answers with what it was asked: a kibibyte each way.
struct Echo: ActionPlugin {
    struct Request: Codable, Sendable { var text: String }
    typealias Response = Request
    static let name = "benchmark.echo"
    let retryPolicy = RetryPolicy.never
    func effect(of request: Request) -> Effect { .idempotent }
    @concurrent func execute(_ request: Request, in context: PluginContext) async throws -> Response { request }
}
