// A program outside of the package that sees only its public face: it writes a plugin and a plan, runs it, and exits with 0 when the run completed.
import Workstream

struct Greet: ActionPlugin {
    struct Request: Codable, Sendable {
        var name: String
    }

    struct Response: Codable, Sendable {
        var greeting: String
    }

    static let name = "consumer.greet"
    let retryPolicy: RetryPolicy = .never

    func effect(of request: Request) -> Effect { .idempotent }

    @concurrent func execute(_ request: Request, in context: PluginContext) async throws -> Response {
        Response(greeting: "Good day, \(request.name).")
    }
}

let plan = Plan("Greet everybody", purpose: "Shows that the package can be used") {
    Block("Guests") {
        for name in ["Ada", "Grace", "Barbara"] {
            Sequence(name) { Action("greet", Greet.self, .init(name: name)) }
        }
    }
}

let engine = try await Engine(storage: .memory, plugins: [Greet()])
let run = try await engine.run(plan)
for sequence in run.blocks[0].sequences { print(try sequence.actions[0].response(as: Greet.self)?.greeting ?? "no answer") }
try await engine.shutdown()
guard run.status == .completed else { fatalError("The run is \(run.status).") }
