import Workstream

/// A plan with a node of every kind in every place, listed in another order than that of execution.
enum SamplePlan {
    static func check(_ name: String) -> Node.Action { Node.Action(name: name, plugin: "look", request: ["url": "http://shop"]) }

    static func action(_ name: String) -> Node.Action { Node.Action(name: name, plugin: "change", request: ["to": .string(name)]) }

    static var groups: [Node.Checks] {
        [.deferred, .post, .continuous, .pre, .bypass].map { Node.Checks($0, checks: [check("\($0.rawValue) look")]) }
    }

    static func sequence(_ name: String) -> Node.Sequence {
        Node.Sequence(
            name: name, checks: [Node.Checks(.post, checks: [check("after")]), Node.Checks(.pre, checks: [check("before")])],
            actions: [action("upload"), action("start")])
    }

    static var full: Plan {
        Plan(
            name: "Deploy shop", purpose: "Brings the build to every host", group: "shop", key: "shop-eu", labels: ["team": "web", "build": "42"],
            metadata: ["ticket": ["number": 7, "weight": 1.5]], checks: groups,
            blocks: [
                Node.Block(name: "Canary", sequences: [sequence("web-1")], exitDelay: .seconds(300)),
                Node.Block(
                    name: "Fleet", checks: groups, sequences: [sequence("web-2"), sequence("web-3")],
                    deferred: [Node.Batch(name: "undo", condition: .failure, actions: [action("restore")])], concurrency: 5,
                    toleratedFailures: .percent(10)),
            ],
            deferred: [Node.Batch(name: "tell", condition: .always, isRequired: true, actions: [action("mail"), action("log")])],
            startLimit: .seconds(3600))
    }
}
