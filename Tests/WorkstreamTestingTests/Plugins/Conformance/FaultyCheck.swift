import Workstream

/// A check that looks into a small world, with one fault, or none; it gives no example where that is its fault.
struct FaultyCheck: CheckPlugin {
    typealias Request = String
    struct Response: Codable, Sendable { var value: Int }

    static let name = "faulty.check"
    let retryPolicy: RetryPolicy = .fast
    let fault: PluginFault?
    let world: FaultyWorld

    func execute(_ request: String, in context: PluginContext) async throws -> Response {
        if fault == .changesWhenLooking { world.set("looks", world.count("looks")) }
        return Response(value: world.values[request] ?? 0)
    }
}

/// The same, without an example.
struct ExamplelessCheck: CheckPlugin {
    typealias Request = String

    static let name = "exampleless.check"
    let retryPolicy: RetryPolicy = .fast

    func execute(_ request: String, in context: PluginContext) async throws -> NoResponse { NoResponse() }

    static func example(_ random: inout some RandomNumberGenerator) throws -> NoResponse {
        throw PluginError(.notFound, "There is none.")
    }
}
