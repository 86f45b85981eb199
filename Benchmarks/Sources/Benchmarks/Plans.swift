import Workstream

extension Plan {
    /// A plan of equal sequences in one block.
    ///
    /// - Parameters:
    ///   - sequences: How many.
    ///   - actions: How many actions each has.
    ///   - concurrency: How many sequences run at a time.
    ///   - plugin: What each action calls.
    ///   - request: What it asks.
    static func uniform(_ sequences: Int, _ actions: Int, concurrency: Int, _ plugin: String = Nothing.name, _ request: JSON = .object([:])) -> Plan {
        let action = Node.Action(name: "act", plugin: plugin, request: request)
        let sequence = Node.Sequence(name: "host", actions: Array(repeating: action, count: actions))
        let block = Node.Block(name: "fleet", sequences: Array(repeating: sequence, count: sequences), concurrency: concurrency)
        return Plan(name: "uniform", blocks: [block])
    }
}
