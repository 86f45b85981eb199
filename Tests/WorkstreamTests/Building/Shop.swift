import Workstream

/// The address that the example's continuous check asks.
let shop = "http://shop.example/"

/// A stand-in that would copy a file to a host.
struct Upload: ActionPlugin {
    struct Request: Codable, Sendable, Equatable {
        var file: String
        var host: String
    }

    struct Response: Codable, Sendable, Equatable {
        var path: String
        var bytes: Int
    }

    static let name = "shop.upload"
    let retryPolicy: RetryPolicy = .seconds

    func effect(of request: Request) -> Effect { .idempotent }
    @concurrent func execute(_ request: Request, in context: PluginContext) async throws -> Response {
        Response(path: "/tmp/\(request.file)", bytes: 1)
    }
}

/// A stand-in that would run a program.
struct Shell: ActionPlugin {
    struct Request: Codable, Sendable, Equatable {
        var program: String
        var arguments: [String]
        var environment: [String: String]
        var directory: String?
        var limit: Double

        init(_ program: String, arguments: [String] = [], environment: [String: String] = [:], directory: String? = nil, limit: Double = 1) {
            self.program = program
            self.arguments = arguments
            self.environment = environment
            self.directory = directory
            self.limit = limit
        }

        /// What a binding cannot reach.
        var line: String {
            get { ([program] + arguments).joined(separator: " ") }
            set { program = newValue }
        }
    }

    static let name = "shop.shell"
    let retryPolicy: RetryPolicy = .never

    func effect(of request: Request) -> Effect { .atMostOnce }
    @concurrent func execute(_ request: Request, in context: PluginContext) async throws -> NoResponse { NoResponse() }
}

/// A stand-in that would look for a file.
struct FileExists: CheckPlugin {
    struct Request: Codable, Sendable, Equatable { var path: String }

    static let name = "shop.fileExists"
    let retryPolicy: RetryPolicy = .fast

    @concurrent func execute(_ request: Request, in context: PluginContext) async throws -> NoResponse { NoResponse() }
}

/// A stand-in that would ask a web server.
struct HTTPProbe: CheckPlugin {
    struct Request: Codable, Sendable, Equatable {
        var url: String
        var expecting: Int
    }

    static let name = "shop.probe"
    let retryPolicy: RetryPolicy = .fast

    @concurrent func execute(_ request: Request, in context: PluginContext) async throws -> NoResponse { NoResponse() }
}
