import Workstream

/// The plugin of the guide: puts a file on a host of a service, which answers with its path.
struct Upload: ActionPlugin {
    struct Request: Codable, Sendable {
        var file: String
        var host: String
    }

    struct Response: Codable, Sendable, Equatable {
        var path: String
    }

    static let name = "shop.upload"
    let service: UploadService
    let retryPolicy: RetryPolicy = .seconds

    func effect(of request: Request) -> Effect { .idempotent }

    func validate(_ request: Request) throws {
        guard request.host.isEmpty else { return }
        throw PluginError.invalidRequest("The file \"\(request.file)\" has no host. Nobody would get it. Name one.")
    }

    func execute(_ request: Request, in context: PluginContext) async throws -> Response {
        context.write("uploading \(request.file) to \(request.host)\n")
        try await context.sleep(for: .seconds(20))
        return Response(path: try service.put(request.file, on: request.host))
    }
}
