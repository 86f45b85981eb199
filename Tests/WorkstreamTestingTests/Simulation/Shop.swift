import Workstream
import WorkstreamTesting

/// A world of files on a few hosts.
struct Shop: Sendable {
    /// What is there, such as "web-1/app-1".
    var files: Set<String> = []
    /// How many things were done.
    var deeds = 0
}

/// Puts a file somewhere.
struct PutFile: ActionPlugin {
    struct Request: Codable, Sendable { var path: String }
    static let name = "shop.put"
    let retryPolicy: RetryPolicy = .fast
    func effect(of request: Request) -> Effect { .idempotent }
    func validate(_ request: Request) throws {
        if request.path.isEmpty { throw PluginError.invalidRequest("The path is empty.") }
    }
    func execute(_ request: Request, in context: PluginContext) async throws -> NoResponse {
        throw PluginError(.failed, "A simulation never comes to work.")
    }
}

/// Takes a file away.
struct TakeFile: ActionPlugin {
    struct Request: Codable, Sendable { var path: String }
    static let name = "shop.take"
    let retryPolicy: RetryPolicy = .fast
    func effect(of request: Request) -> Effect { .atMostOnce }
    func execute(_ request: Request, in context: PluginContext) async throws -> NoResponse {
        throw PluginError(.failed, "A simulation never comes to work.")
    }
}

/// Looks for a file.
struct SeeFile: CheckPlugin {
    struct Request: Codable, Sendable { var path: String }
    static let name = "shop.see"
    let retryPolicy: RetryPolicy = .fast
    func execute(_ request: Request, in context: PluginContext) async throws -> NoResponse {
        throw PluginError(.failed, "A simulation never comes to work.")
    }
}

extension Simulation where World == Shop {
    /// A plan in a world of files.
    static func shop(_ plan: Plan, files: Set<String> = []) -> Simulation<Shop> {
        Simulation(of: plan, plugins: [PutFile(), TakeFile(), SeeFile()], world: Shop(files: files))
            .modelling(PutFile.self) { request, shop in
                shop.files.insert(request.path)
                shop.deeds += 1
                return .init()
            }
            .modelling(TakeFile.self) { request, shop in
                guard shop.files.remove(request.path) != nil else { throw PluginError(.notFound, "There is no \"\(request.path)\".") }
                shop.deeds += 1
                return .init()
            }
            .modelling(SeeFile.self) { request, shop in
                guard shop.files.contains(request.path) else { throw PluginError.checkFailed("There is no \"\(request.path)\".") }
                return .init()
            }
    }
}

extension Plan {
    /// Puts a file on each host, a few at a time.
    static func rollOut(_ hosts: Int, concurrency: Int = 2) -> Plan {
        Plan("Roll out") {
            Block("Fleet") {
                for host in 1...hosts {
                    Sequence("web-\(host)") {
                        Action("put", PutFile.self, .init(path: "web-\(host)/app-2")).retries(2)
                        Action("take", TakeFile.self, .init(path: "web-\(host)/app-1"))
                    }
                }
            }
            .concurrency(concurrency)
        }
    }

    /// The files that the plan takes away.
    static func oldFiles(_ hosts: Int) -> Set<String> { Set((1...hosts).map { "web-\($0)/app-1" }) }
}
