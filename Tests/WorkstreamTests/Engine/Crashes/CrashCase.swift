import Testing

@testable import Workstream

/// A plan, what its calls do, and what people do, so that a run that is interrupted can be compared with one that is not.
struct CrashCase: Sendable, CustomTestStringConvertible {
    /// What a call does, beside what it is for.
    enum Fate: Sendable {
        /// It throws the first attempts, and then succeeds.
        case fails(times: Int)
        /// It throws for good.
        case failsForGood
        /// It looks, and says no.
        case saysNo
        /// It succeeds until something else has happened, and then says no.
        case turnsToNo(after: String)
        /// It takes so many seconds.
        case takes(Int)
        /// Its first attempts hang until they are cancelled.
        case hangs(times: Int)
    }

    /// What people do, once, as soon as an action begins.
    enum Deed: Sendable {
        /// They stop the run.
        case stop(StopStrength, at: String)
        /// They pause the run, and let it go on after a while.
        case pause(at: String)
        /// They let the engine hold the run, and release it after a while.
        case hold(at: String)
    }

    /// What it is about.
    var name: String
    /// The plan, of the plugins "again", "once", "asked" and "look".
    var plan: Plan
    /// What calls do, by path; the others succeed.
    var fates: [String: Fate] = [:]
    /// What people do.
    var deeds: [Deed] = []
    /// S12: actions that may be stopped by a crash while they are drained, and what they stand in.
    var mayBeStopped: Set<String> = []
    /// S63: actions whose effects let a continuous check fail before they are repeated, where a crash has lost their outcomes.
    var mayBeLost: Set<String> = []

    var testDescription: String { name }
}

extension Node.Action {
    /// An action that may be repeated.
    static func again(_ name: String, retries: Int = 0, timeout: Duration? = .seconds(30), from source: String? = nil, otherwise: JSON? = nil)
        -> Node.Action
    {
        Node.Action(
            name: name, plugin: "again", request: [:], bindings: source.map { [.path(of: $0, otherwise: otherwise)] } ?? [], timeout: timeout,
            retries: retries)
    }

    /// An action that must not be done twice.
    static func once(_ name: String, retries: Int = 0, timeout: Duration? = .seconds(30)) -> Node.Action {
        Node.Action(name: name, plugin: "once", request: [:], timeout: timeout, retries: retries)
    }

    /// An action whose plugin can tell what it did.
    static func asked(_ name: String, retries: Int = 0, timeout: Duration? = .seconds(30)) -> Node.Action {
        Node.Action(name: name, plugin: "asked", request: [:], timeout: timeout, retries: retries)
    }
}

extension Binding {
    /// Fills in what another action answered.
    fileprivate static func path(of source: String, otherwise: JSON?) -> Binding {
        Binding(
            target: .root.appending("path"), value: .source(.response(of: .name(source), at: .root.appending("path"))), otherwise: otherwise)
    }
}

extension CrashCase {
    private static func checks(_ kind: Node.Checks.Kind, _ names: String..., retries: Int = 0) -> Node.Checks {
        Node.Checks(kind, checks: names.map { .look($0, retries: retries) }, interval: .seconds(3))
    }

    private static func sequence(_ name: String, after: [String] = [], checks: [Node.Checks] = [], _ actions: Node.Action...) -> Node.Sequence {
        Node.Sequence(name: name, after: after, checks: checks, actions: actions)
    }

    private static func batch(_ name: String, _ condition: DeferredCondition, required: Bool = false, _ actions: Node.Action...) -> Node.Batch {
        Node.Batch(name: name, condition: condition, isRequired: required, actions: actions)
    }

    private static func block(_ name: String = "B", _ sequences: Node.Sequence..., change: (inout Node.Block) -> Void = { _ in }) -> Node.Block {
        var block = Node.Block(name: name, sequences: sequences)
        change(&block)
        return block
    }

    private static func plan(checks: [Node.Checks] = [], deferred: [Node.Batch] = [], _ blocks: Node.Block...) -> Plan {
        Plan(name: "P", checks: checks, blocks: blocks, deferred: deferred)
    }

    /// Everything that a plan can have, without anything that goes wrong.
    private static var whole: Plan {
        let kinds: [Node.Checks.Kind] = [.pre, .continuous, .post, .deferred]
        let groups = kinds.map { checks($0, "x", "y") }
        let bypass = checks(.bypass, "done")
        return plan(
            checks: groups, deferred: [batch("tell", .always, .again("x")), batch("celebrate", .success, .once("x"))],
            block(
                "A", sequence("1", checks: [checks(.pre, "x"), checks(.post, "x")], .again("a"), .once("b")), sequence("2", .asked("a")),
                change: {
                    $0.checks = groups + [bypass]
                    $0.deferred = [batch("sweep", .always, .asked("x"), .again("y")), batch("undo", .failure, .again("x"))]
                    $0.entranceDelay = .seconds(7)
                    $0.exitDelay = .seconds(7)
                    $0.concurrency = 2
                }), block("Z", sequence("1", .once("a"))))
    }

    /// A block whose continuous check fails while the last action of its first sequence is under way.
    private static func watched(_ policy: FailurePolicy) -> Plan {
        plan(
            checks: [checks(.continuous, "alive")], deferred: [batch("roll back", .failure, required: true, .again("x"), .asked("y"))],
            block(
                "B", sequence("1", .again("a"), .again("b"), .again("c")), sequence("2", .again("a"), .again("b")),
                change: { $0.failurePolicy = policy }))
    }

    /// What is drawn out, and then fails, in that block.
    private static let watchedFates: [String: Fate] = ["continuous-checks/alive": .turnsToNo(after: "B/1/b"), "B/1/c": .takes(20)]

    /// Three sequences in a row of three actions each.
    private static func long(_ deferred: Node.Batch...) -> Plan {
        let actions: [Node.Action] = [.again("a", retries: 1), .asked("b"), .again("c")]
        return Plan(
            name: "P",
            blocks: [Node.Block(name: "B", sequences: ["1", "2", "3"].map { Node.Sequence(name: $0, actions: actions) }, deferred: deferred)],
            deferred: [batch("tell", .always, .again("x"))])
    }

    /// Cases that between them exercise all rules.
    static let all: [CrashCase] = [
        CrashCase(
            name: "two sequences at a time",
            plan: plan(block("B", sequence("1", .again("a"), .again("b")), sequence("2", .again("a")), change: { $0.concurrency = 2 }))),
        CrashCase(
            name: "retries", plan: plan(block("B", sequence("1", .again("a", retries: 3), .asked("b", retries: 1)))),
            fates: ["B/1/a": .fails(times: 2), "B/1/b": .fails(times: 1)]),
        CrashCase(
            name: "retries that run out",
            plan: plan(deferred: [batch("tell", .anyFailure, .again("x"))], block("B", sequence("1", .again("a", retries: 2)))),
            fates: ["B/1/a": .failsForGood]),
        CrashCase(name: "calls that must not be made twice", plan: plan(block("B", sequence("1", .once("a"), .once("b"), .once("c"))))),
        CrashCase(
            name: "a call that must not be made twice and fails", plan: plan(block("B", sequence("1", .once("a"), .once("b")))),
            fates: ["B/1/b": .failsForGood]),
        CrashCase(name: "calls that can be asked about", plan: plan(block("B", sequence("1", .asked("a"), .asked("b")), sequence("2", .asked("a"))))),
        CrashCase(name: "everything", plan: whole, fates: ["A/bypass-checks/done": .saysNo]),
        CrashCase(name: "everything, bypassed", plan: whole),
        CrashCase(
            name: "a gate that fails", plan: whole,
            fates: ["A/bypass-checks/done": .saysNo, "A/pre-checks/y": .saysNo]),
        CrashCase(
            name: "post-checks that fail", plan: whole,
            fates: ["A/bypass-checks/done": .saysNo, "A/post-checks/x": .saysNo]),
        CrashCase(
            name: "deferred checks that fail", plan: whole, fates: ["A/bypass-checks/done": .saysNo, "deferred-checks/x": .saysNo]),
        CrashCase(
            name: "a failure in the middle", plan: whole, fates: ["A/bypass-checks/done": .saysNo, "A/1/b": .failsForGood],
            mayBeStopped: ["A/2", "A/2/a"]),
        CrashCase(
            name: "a rollback that fails",
            plan: plan(
                deferred: [batch("undo", .failure, .again("x"), .again("y")), batch("tell", .anyFailure, .once("x"))],
                block(
                    "B", sequence("1", .again("a"), .again("b")),
                    change: { $0.deferred = [batch("undo", .failure, required: true, .again("x", retries: 1), .again("y"))] })),
            fates: ["B/1/b": .failsForGood, "B/undo/x": .failsForGood]),
        CrashCase(
            name: "tolerated failures",
            plan: plan(
                block(
                    "B", sequence("1", .again("a")), sequence("2", .again("a")), sequence("3", .again("a")), sequence("4", .again("a")),
                    change: {
                        $0.toleratedFailures = .count(2)
                        $0.isExact = true
                    })), fates: ["B/1/a": .failsForGood, "B/3/a": .failsForGood]),
        CrashCase(
            name: "more failures than are tolerated",
            plan: plan(
                block(
                    "B", sequence("1", .again("a")), sequence("2", .again("a")), sequence("3", .again("a")),
                    change: { $0.toleratedFailures = .percent(34) })), fates: ["B/1/a": .failsForGood, "B/2/a": .failsForGood]),
        CrashCase(
            name: "dependencies",
            plan: plan(
                block(
                    "B", sequence("1", after: ["2"], .again("a")), sequence("2", .again("a")), sequence("3", after: ["4"], .again("a")),
                    sequence("4", .again("a")), sequence("5", after: ["3"], .again("a")),
                    change: {
                        $0.toleratedFailures = .count(1)
                        $0.toleratesSkips = true
                    })), fates: ["B/4/a": .failsForGood]),
        CrashCase(
            name: "a continuous check that fails while actions may finish", plan: watched(.finishActions),
            fates: watchedFates, mayBeStopped: ["B/1", "B/1/c"], mayBeLost: ["B/1/b"]),
        CrashCase(
            name: "a continuous check that fails while sequences may finish", plan: watched(.finishSequences),
            fates: watchedFates),
        CrashCase(
            name: "a continuous check that fails, and all is cancelled", plan: watched(.cancel),
            fates: watchedFates, mayBeStopped: ["B/1", "B/1/c"], mayBeLost: ["B/1/b"]),
        CrashCase(
            name: "a stop that lets sequences finish", plan: long(batch("undo", .failure, .again("x"))), deeds: [.stop(.finishSequences, at: "B/2/b")]
        ),
        CrashCase(
            name: "a stop that lets actions finish", plan: long(batch("undo", .failure, .again("x"))),
            deeds: [.stop(.finishActions, at: "B/2/b")], mayBeStopped: ["B/2/b"]),
        CrashCase(
            name: "a stop that cancels", plan: long(batch("undo", .failure, .again("x"))), deeds: [.stop(.cancel, at: "B/2/c")],
            mayBeStopped: ["B/2/c"]),
        CrashCase(
            name: "a stop of everything", plan: long(batch("undo", .failure, .again("x"))), deeds: [.stop(.everything, at: "B/2/c")],
            mayBeStopped: ["B/2/c"]),
        CrashCase(name: "a pause", plan: long(batch("sweep", .always, .once("x"))), deeds: [.pause(at: "B/2/b")]),
        CrashCase(name: "a pause in a gate", plan: whole, fates: ["A/bypass-checks/done": .saysNo], deeds: [.pause(at: "A/1/a")]),
        CrashCase(name: "a hold", plan: long(batch("sweep", .always, .once("x"))), deeds: [.hold(at: "B/2/b")]),
        CrashCase(
            name: "bindings",
            plan: plan(
                block(
                    "B", sequence("1", .again("a"), .again("b", from: "a"), .again("c", from: "b")),
                    change: {
                        $0.deferred = [
                            batch("sweep", .always, .again("x", from: "a"), .again("y", from: "never", otherwise: "nothing")),
                            batch("undo", .always, .again("x", from: "never"), .again("y")),
                        ]
                        $0.sequences.append(sequence("2", .again("never")))
                    })), fates: ["B/2/never": .failsForGood]),
        CrashCase(
            name: "calls that hang",
            plan: plan(block("B", sequence("1", .again("a", retries: 1, timeout: .seconds(5)), .asked("b", retries: 1, timeout: .seconds(5))))),
            fates: ["B/1/a": .hangs(times: 1), "B/1/b": .hangs(times: 1)]),
        CrashCase(
            name: "a call that hangs and must not be made twice", plan: plan(block("B", sequence("1", .once("a", retries: 1, timeout: .seconds(5))))),
            fates: ["B/1/a": .hangs(times: 1)]),
        CrashCase(
            name: "checks that are tried again",
            plan: plan(checks: [checks(.pre, "x", "y", retries: 2), checks(.post, "x", retries: 1)], block("B", sequence("1", .again("a")))),
            fates: ["pre-checks/x": .fails(times: 2), "post-checks/x": .fails(times: 1)]),
    ]
}
