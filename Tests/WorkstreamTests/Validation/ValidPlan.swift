import Workstream

/// A plan without a fault, of which each test spoils one thing.
enum ValidPlan {
    static let registry: PluginRegistry = [Upload(), Shell(), FileExists(), HTTPProbe(), Picky()]

    static func action(_ name: String = "upload", change: (inout Node.Action) -> Void = { _ in }) -> Node.Action {
        var action = Node.Action(name: name, plugin: Upload.name, request: ["file": "shop.tar", "host": "web-1"])
        change(&action)
        return action
    }

    static func check(_ name: String = "look", change: (inout Node.Action) -> Void = { _ in }) -> Node.Action {
        var check = Node.Action(name: name, plugin: FileExists.name, request: ["path": "/srv/shop.tar"])
        change(&check)
        return check
    }

    static func sequence(_ name: String, after: [String] = [], _ actions: Node.Action...) -> Node.Sequence {
        Node.Sequence(name: name, after: after, actions: actions)
    }

    /// A plan with one block "Fleet" of one sequence "web-1" with one action "upload", pre-checks, and a deferred batch "tell".
    static func plan(_ change: (inout Plan) -> Void = { _ in }) -> Plan {
        var plan = Plan(
            name: "Deploy shop", checks: [Node.Checks(.pre, checks: [check()])],
            blocks: [Node.Block(name: "Fleet", sequences: [sequence("web-1", action())])],
            deferred: [Node.Batch(name: "tell", condition: .always, actions: [action("mail")])])
        change(&plan)
        return plan
    }

    /// A plan with one block "Fleet" of those sequences.
    static func fleet(_ sequences: Node.Sequence...) -> Plan {
        plan { $0.blocks[0].sequences = sequences }
    }

    /// What validation says is wrong once a valid plan is spoilt.
    static func faults(_ change: (inout Plan) -> Void) -> [PlanFault] {
        plan(change).validate(with: registry).faults
    }
}

extension PlanFault {
    /// The fault that a test expects; the message does not count in a comparison.
    init(_ code: Code, at path: NodePath) {
        self.init(code, at: path, "")
    }
}

/// Refuses odd numbers, and has learnt to count since its first version.
struct Picky: ActionPlugin {
    struct Request: Codable, Sendable, Equatable { var number: Int }

    static let name = "shop.picky"
    static let version = 3
    let retryPolicy: RetryPolicy = .fast

    static func upgrade(_ request: JSON, from version: Int) throws -> JSON {
        guard version == 2, let number = request["count"] else { throw PluginError(.requestOutdated, "Version 1 had no number.") }
        return ["number": number]
    }

    func validate(_ request: Request) throws {
        guard request.number.isMultiple(of: 2) else { throw PluginError.invalidRequest("\(request.number) is odd") }
    }

    func effect(of request: Request) -> Effect { request.number > 100 ? .atMostOnce : .idempotent }
    @concurrent func execute(_ request: Request, in context: PluginContext) async throws -> NoResponse { NoResponse() }
}
