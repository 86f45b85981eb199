import Workstream
import WorkstreamPlugins

/// What happens on one host.
///
/// The second action is bound to what the first one will answer: checked by the compiler, stored as data.
@SequenceContent func deploy(_ build: String, to host: String) -> [Node.Action] {
    let upload = Action("upload", Shell.self, .init("echo", "/srv/\(host)/\(build)")).retries(3)
    upload
    Action("unpack", Shell.self, .init("echo", "unpacking")).binding(appendingTo: \.arguments, upload.response.firstLine)
}

/// A plan is a value: it can be printed, compared, stored and tested before anything runs.
let plan = Plan("Deploy shop") {
    PreChecks { Check("there is room", FreeSpace.self, .init(path: "/tmp", minimumBytes: 1_000_000)) }
    Block("Canary") {
        Sequence("web-1") { deploy("shop-2.tar", to: "web-1") }
    }
    Block("Fleet") {
        for host in ["web-2", "web-3", "web-4"] {
            Sequence(host) { deploy("shop-2.tar", to: host) }
        }
    }
    .concurrency(2)
    .toleratedFailures(1)
    Deferred("roll back", when: .failure) {
        Action("restore", Shell.self, .init("echo", "restoring"))
    }
}

let engine = try await Engine(storage: .memory, plugins: [Shell(), FreeSpace()])
let run = try await engine.run(plan)
try await engine.shutdown()

for node in run.nodes {
    print(String(repeating: "  ", count: node.depth) + "\(node.name): \(node.state.status)")
}
let unpack = run["Fleet/web-3/unpack"]?.action
print("web-3 said:", try unpack?.response(as: Shell.self)?.firstLine ?? "nothing")
