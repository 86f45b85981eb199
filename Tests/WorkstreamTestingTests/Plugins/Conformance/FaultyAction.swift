import Workstream
import WorkstreamTesting

/// An action that puts a value into a small world, with one fault, or none.
struct FaultyAction: ProbingPlugin {
    struct Request: Codable, Sendable {
        var name: String
        var value: Int
        /// What is lost with a fault.
        var remark = "remark"
        var forgets = false

        init(name: String, value: Int, forgets: Bool = false) {
            self.name = name
            self.value = value
            self.forgets = forgets
        }

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            name = try fields.decode(String.self, forKey: .name)
            value = try fields.decode(Int.self, forKey: .value)
            forgets = try fields.decode(Bool.self, forKey: .forgets)
            remark = forgets ? "forgotten" : try fields.decode(String.self, forKey: .remark)
        }
    }

    struct Response: Codable, Sendable {
        var value: Int
        var forgets: Bool

        init(value: Int, forgets: Bool) {
            self.value = value
            self.forgets = forgets
        }

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            forgets = try fields.decode(Bool.self, forKey: .forgets)
            value = forgets ? 0 : try fields.decode(Int.self, forKey: .value)
        }
    }

    static let name = "faulty.action"
    static let version = 2

    let fault: PluginFault?
    let world: FaultyWorld
    /// What lets a call go that ignores its cancellation.
    let latch: Latch

    var retryPolicy: RetryPolicy {
        fault == .hasAnImpossiblePolicy ? RetryPolicy(first: .zero, factor: 1, jitter: 0, maximum: .zero) : .fast
    }

    static func upgrade(_ request: JSON, from version: Int) throws -> JSON {
        // The first version had no remark, and one of its requests cannot be read any more.
        guard case .string(let name)? = request["name"], name != "lost" else { return [:] }
        return ["name": .string(name), "value": request["value"] ?? 0, "remark": "", "forgets": false]
    }

    func effect(of request: Request) -> Effect {
        fault == .isMoody && world.count("effect").isMultiple(of: 2) ? .atMostOnce : .idempotent
    }

    func validate(_ request: Request) throws {
        guard request.name.isEmpty, fault != .acceptsAnything else { return }
        throw PluginError.invalidRequest(fault == .saysTooLittle ? "bad name" : "The name is empty. Nothing could be found again. Give it a name.")
    }

    func prepare() async throws {
        if fault == .cannotBeMadeReady { throw PluginError(.notFound, "The world is gone.") }
        if fault == .hangsInPreparation { await latch.wait() }
    }

    func execute(_ request: Request, in context: PluginContext) async throws -> Response {
        switch fault {
        case .hangs: await latch.wait()
        case .throwsUnasked: throw PluginError(.failed, "The world said no.")
        case .ignoresCancellation where request.name == "slow": await latch.wait()
        case .countsWhenRepeated: world.set("\(request.name) calls", world.count("calls"))
        case .countsInNewAttempts: world.set("\(request.name) attempt", context.attempt)
        default: if request.name == "slow" { try await context.sleep(for: .seconds(3_600)) }
        }
        world.set(request.name, request.value)
        return Response(value: request.value, forgets: fault == .forgetsPartOfItsResponse)
    }

    func probe(_ request: Request, in context: PluginContext) async throws -> Probe<Response> {
        if fault == .changesWhenProbing { world.set("probed", world.count("probes")) }
        if fault == .thinksThatItIsUnderWay { return .inProgress(lookAgainAfter: .seconds(1)) }
        let isThere = world.values[request.name] == request.value
        guard fault == .findsWhatNeverHappened || (isThere && fault != .findsNothing) else { return .didNotHappen }
        return .happened(Response(value: request.value, forgets: false))
    }

    static func example(_ random: inout some RandomNumberGenerator) throws -> Response { Response(value: 1, forgets: false) }
}
