import Workstream

/// Plans to compare.
enum ShopPlan {
    static func action(_ name: String, _ host: String, key: String? = nil) -> Node.Action {
        Node.Action(name: name, key: key, plugin: "shop.\(name)", request: ["host": .string(host), "tags": ["a", "b"]])
    }

    static func sequence(_ host: String, keyed: Bool = false) -> Node.Sequence {
        Node.Sequence(
            name: host,
            actions: [action("upload", host, key: keyed ? "up \(host)" : nil), action("start", host, key: keyed ? "start \(host)" : nil)])
    }

    static func plan() -> Plan {
        let look = Node.Action(name: "build is there", plugin: "files.exists", request: ["path": "/srv/build"])
        let undo = Node.Batch(name: "undo", condition: .failure, actions: [action("restore", "web-2")])
        return Plan(
            name: "Deploy shop", purpose: "Brings the build to every host", labels: ["team": "web"], metadata: ["ticket": ["number": 7]],
            checks: [Node.Checks(.pre, checks: [look])],
            blocks: [
                Node.Block(name: "Canary", sequences: [sequence("web-1")]),
                Node.Block(name: "Fleet", sequences: [sequence("web-2", keyed: true), sequence("web-3")], deferred: [undo]),
            ])
    }

    /// A block with many sequences.
    static func fleet(_ count: Int, request: ((String) -> JSON)? = nil, name: (Int) -> String) -> Plan {
        let sequences = (0..<count).map { number in
            let host = name(number)
            let body: JSON = request?(host) ?? ["host": .string(host)]
            return Node.Sequence(
                name: host,
                actions: ["upload", "start"].map { Node.Action(name: $0, plugin: "shop.\($0)", request: body) })
        }
        return Plan(name: "p", blocks: [Node.Block(name: "Fleet", sequences: sequences)])
    }

    /// A sequence with many actions.
    static func long(_ count: Int, isOneName: Bool) -> Plan {
        let actions = (0..<count).map { number in
            Node.Action(name: isOneName ? "run" : "run \(number)", plugin: "shell", request: .integer(Int128(number)))
        }
        return Plan(name: "p", blocks: [Node.Block(name: "B", sequences: [Node.Sequence(name: "S", actions: actions)])])
    }

    /// Changes something, or moves, adds or removes it.
    static func mutate(_ plan: inout Plan, _ random: inout SeededGenerator) {
        let block = random.next(below: plan.blocks.count)
        let sequence = random.next(below: max(1, plan.blocks[block].sequences.count))
        guard plan.blocks[block].sequences.indices.contains(sequence) else { return }
        switch random.next(below: 12) {
        case 0: plan.name += "x"
        case 1: plan.metadata["ticket"] = ["number": .integer(Int128(random.next(below: 3) + 6))]
        case 2: plan.blocks[block].name = "B\(random.next(below: 3))"
        case 3: plan.blocks.swapAt(0, plan.blocks.count - 1)
        case 4: plan.blocks[block].sequences.remove(at: sequence)
        case 5: plan.blocks[block].sequences.insert(plan.blocks[block].sequences[sequence], at: 0)
        case 6: plan.blocks[block].sequences[sequence].name = "web-\(random.next(below: 4))"
        case 7: plan.blocks[block].sequences[sequence].actions.shuffle(using: &random)
        case 8: plan.blocks[block].sequences[sequence].checks.append(Node.Checks(.post, checks: [action("look", "x")]))
        case 9: plan.blocks[block].sequences[sequence].after = ["web-1"]
        case 10:
            plan.checks.reverse()
            plan.checks.append(Node.Checks(random.next(below: 2) == 0 ? .post : .pre, checks: [action("look", "x")]))
        default: plan.blocks[block].sequences[sequence].actions.append(action("upload", "web-\(random.next(below: 4))"))
        }
    }
}
