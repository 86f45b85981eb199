import Workstream
import WorkstreamHTTP
import WorkstreamPlugins

extension Plan {
    /// A short plan with every kind of effect; the actions that may happen at most once have sequences of their own, because a decision may fail them.
    ///
    /// - Parameters:
    ///   - number: Its place in the list of plans; every third has a command that takes longest.
    ///   - world: What it changes.
    ///   - port: Where the server listens.
    static func effects(number: Int, in world: World, port: Int) -> Plan {
        // Some live longer than it takes to begin again, others are gone by then.
        let seconds = number.isMultiple(of: 3) ? "0.6" : "0.2"
        func request(_ name: String, failures: Int = 0) -> EffectRequest { EffectRequest(effect: "\(number)/\(name)", failures: failures) }
        return Plan("Effects") {
            PreChecks { Check("the world is there", FileExists.self, .init(path: world.folder, kind: .directory)) }
            ContinuousChecks(every: .milliseconds(50)) { Check("the world lasts", FileExists.self, .init(path: world.folder, kind: .directory)) }
            Block("Effects") {
                Sequence("command") { Action("command", Shell.self, .effect("\(number)/command", .idempotent, seconds: seconds, in: world)) }
                for name in ["once", "once-2", "once-3"] { Sequence(name) { Action(name, Once.self, request(name)) } }
                Sequence("own") {
                    Action("again", Again.self, request("again"))
                    Action("asked", Asked.self, request("asked"))
                    Action("flaky", Again.self, request("flaky", failures: 1)).retries(1)
                    Action("asked-again", Asked.self, request("asked-again"))
                }
                Sequence("files") { files(in: world.files(of: number), content: "\(number)\n") }
                Sequence("web") {
                    Action("put", HTTPRequest.self, .effect("\(number)/put", .put, .idempotent, port: port))
                    Action("post", HTTPRequest.self, .effect("\(number)/post", .post, .idempotent, port: port))
                }
                Sequence("post-once") { Action("post-once", HTTPRequest.self, .effect("\(number)/post-once", .post, .atMostOnce, port: port)) }
                if number.isMultiple(of: 2) {
                    Sequence("command-once") {
                        Action("command-once", Shell.self, .effect("\(number)/command-once", .atMostOnce, seconds: "0.05", in: world))
                    }
                }
            }
            .concurrency(6)
            .toleratedFailures(.unlimited)
            .exitDelay(.milliseconds(10))
            Deferred("after", when: .always, required: true) { Action("after", Again.self, request("after")) }
        }
        .key("\(number)")
    }

    @SequenceContent private static func files(in folder: String, content: String) -> SequenceContent.Body {
        Action("folder", MakeDirectory.self, .init(path: folder))
        Action("write", WriteFile.self, .init(path: folder + "/written", content: content))
        Action("copy", CopyFile.self, .init(source: folder + "/written", destination: folder + "/copied"))
        Action("link", SwitchSymlink.self, .init(path: folder + "/current", target: "copied"))
    }
}

extension HTTPRequest.Request {
    /// Asks the server to have an effect.
    fileprivate static func effect(_ name: String, _ method: HTTPMethod, _ effect: Effect, port: Int) -> Self {
        HTTPRequest.Request(
            url: "http://127.0.0.1:\(port)/\(name)", method: method, body: name, effect: effect, idempotencyKeyHeader: "Idempotency-Key")
    }
}

extension Shell.Request {
    /// The variable by which an operator finds a command that lives.
    static let marker = "CRASH_EFFECT"

    /// A command that says when it begins and when it ends, whoever has died meanwhile.
    fileprivate static func effect(_ name: String, _ effect: Effect, seconds: String, in world: World) -> Self {
        .script(
            #"echo "$1 $WORKSTREAM_ACTION_TOKEN begin" >> "$2"; sleep "$3"; echo "$1 $WORKSTREAM_ACTION_TOKEN end" >> "$2""#,
            name, world.ledger.path, seconds, environment: [marker: world.folder + name], effect: effect)
    }
}
