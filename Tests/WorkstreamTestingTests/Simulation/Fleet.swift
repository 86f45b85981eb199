import Workstream
import WorkstreamTesting

/// Hosts with files, as a simulation knows them.
struct Fleet: Sendable {
    /// What lies on the hosts' disks, such as "web-1/app-1".
    var files: Set<String>
    /// What was to be started and was not there.
    var missing: Set<String> = []
}

/// Puts a new version in the place of the old one.
struct ReplaceFile: ActionPlugin {
    struct Request: Codable, Sendable {
        var old: String
        var new: String
    }
    static let name = "shop.replace"
    let retryPolicy: RetryPolicy = .fast
    func effect(of request: Request) -> Effect { .idempotent }
    func execute(_ request: Request, in context: PluginContext) async throws -> NoResponse {
        throw PluginError(.failed, "A simulation never comes to work.")
    }
}

/// Starts a version.
struct StartFile: ActionPlugin {
    struct Request: Codable, Sendable { var file: String }
    static let name = "shop.start"
    let retryPolicy: RetryPolicy = .fast
    func effect(of request: Request) -> Effect { .idempotent }
    func execute(_ request: Request, in context: PluginContext) async throws -> NoResponse {
        throw PluginError(.failed, "A simulation never comes to work.")
    }
}

extension Plan {
    /// Brings the second version to some hosts, and starts the first one again where that fails.
    static func upgrade(_ hosts: [String]) -> Plan {
        Plan("Upgrade") {
            Block("Fleet") {
                for host in hosts {
                    Sequence(host) {
                        Action("replace", ReplaceFile.self, .init(old: "\(host)/app-1", new: "\(host)/app-2")).retries(2)
                        Action("start", StartFile.self, .init(file: "\(host)/app-2"))
                    }
                }
            }
            .concurrency(3)
            Deferred("roll back", when: .failure) {
                for host in hosts { Action("start the old one on \(host)", StartFile.self, .init(file: "\(host)/app-1")) }
            }
        }
    }
}

extension Simulation where World == Fleet {
    /// The plan, in a world in which a version does not always start.
    static func upgrade(_ hosts: [String]) -> Simulation<Fleet> {
        Simulation(
            of: .upgrade(hosts), plugins: [ReplaceFile(), StartFile()], world: Fleet(files: Set(hosts.map { "\($0)/app-1" }))
        )
        .modelling(ReplaceFile.self) { request, fleet in
            fleet.files.remove(request.old)
            fleet.files.insert(request.new)
            return .init()
        }
        .modelling(StartFile.self) { request, fleet in
            guard fleet.files.contains(request.file) else {
                fleet.missing.insert(request.file)
                throw PluginError(.notFound, "There is no \"\(request.file)\".", isPermanent: true)
            }
            return .init()
        }
        .modelling(at: "Fleet/*/start", .duration(.exponential(mean: .seconds(2))), .fails(0.05))
        .always("nothing is started that is not there") { $0.world.missing.isEmpty }
    }

    /// The same, in a world in which the old version stays where it is.
    static func upgradeThatKeepsTheOld(_ hosts: [String]) -> Simulation<Fleet> {
        upgrade(hosts).modelling(ReplaceFile.self) { request, fleet in
            fleet.files.insert(request.new)
            return .init()
        }
    }
}
