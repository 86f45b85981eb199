public import Workstream

/// What scripted plugins were called for, in the order in which it happened.
///
/// Plugins that share a log show in which order they were called. A log is only as ordered as its calls: under a ``SeededExecutor`` it follows from the seed.
public final class CallLog: Sendable {
    private struct Node: Hashable {
        var plugin: String
        var run: RunID
        var path: NodePath
    }

    private struct Waiter: Sendable {
        let condition: @Sendable ([RecordedCall]) -> Bool
        let sleeper: Sleeper
    }

    private struct State {
        var calls: [RecordedCall] = []
        var counts: [Node: Int] = [:]
        var order = 0
        var waiters: [Waiter] = []
    }

    private let state = Lock(State())

    /// Makes an empty log.
    public init() {}

    /// All calls, in the order in which they began.
    public var calls: [RecordedCall] { state.withLock { $0.calls } }

    /// The calls of one action or check, in the order in which they began.
    public func calls(of path: NodePath) -> [RecordedCall] {
        calls.filter { $0.path == path }
    }

    /// The paths of all calls, in the order in which they began.
    public var paths: [NodePath] { calls.map(\.path) }

    /// The largest number of calls that ran at the same time.
    ///
    /// - Parameter isCounted: Which calls count; all where nothing is said.
    /// - Complexity: O(n log n) in the number of calls.
    public func largestConcurrency(where isCounted: (RecordedCall) -> Bool = { _ in true }) -> Int {
        var changes: [(order: Int, change: Int)] = []
        for call in calls where isCounted(call) {
            changes.append((call.startOrder, 1))
            if let end = call.endOrder { changes.append((end, -1)) }
        }
        var (running, largest) = (0, 0)
        for change in changes.sorted(by: { $0.order < $1.order }) {
            running += change.change
            largest = max(largest, running)
        }
        return largest
    }

    /// Calls of an action that began while an earlier call of the same action in the same run still ran (S26 says that there are none).
    ///
    /// - Complexity: O(n²) in the number of calls of one action.
    public var overlaps: [RecordedCall] {
        let calls = calls
        let byNode = Dictionary(grouping: calls.indices) { Node(plugin: calls[$0].plugin, run: calls[$0].run, path: calls[$0].path) }
        return calls.indices.filter { index in
            let call = calls[index]
            let others = byNode[Node(plugin: call.plugin, run: call.run, path: call.path)] ?? []
            return others.contains { $0 < index && calls[$0].overlaps(call) }
        }.map { calls[$0] }
    }

    /// Waits until the calls are as the condition says; it is asked now, and again whenever a call begins or ends.
    ///
    /// - Throws: `CancellationError` where the task is cancelled before.
    public func wait(until condition: @escaping @Sendable ([RecordedCall]) -> Bool) async throws {
        let sleeper = Sleeper()
        try await sleeper.sleep {
            let holds = state.withLock { state in
                if condition(state.calls) { return true }
                state.waiters.append(Waiter(condition: condition, sleeper: sleeper))
                return false
            }
            if holds { sleeper.wake() }
        }
    }

    /// Waits until so many calls have begun.
    ///
    /// - Throws: `CancellationError` where the task is cancelled before.
    public func wait(forCalls count: Int) async throws {
        try await wait { $0.count >= count }
    }

    /// Writes down that a call began; gives its place in the log, and how many calls the node has had.
    func begin(_ plugin: String, _ request: JSON, _ context: PluginContext) -> (index: Int, number: Int) {
        let (result, woken) = state.withLock { state in
            let node = Node(plugin: plugin, run: context.run, path: context.path)
            state.counts[node, default: 0] += 1
            state.calls.append(
                RecordedCall(
                    plugin: plugin, run: context.run, path: context.path, attempt: context.attempt, actionToken: context.actionToken,
                    attemptToken: context.attemptToken, request: request, start: context.now, startOrder: state.order))
            state.order += 1
            return ((state.calls.count - 1, state.counts[node, default: 0]), Self.takeSatisfied(&state))
        }
        for sleeper in woken { sleeper.wake() }
        return result
    }

    /// Writes down how a call ended.
    func end(_ index: Int, at time: Timestamp, _ outcome: RecordedCall.Outcome) {
        let woken = state.withLock { state in
            state.calls[index].end = time
            state.calls[index].outcome = outcome
            state.calls[index].endOrder = state.order
            state.order += 1
            return Self.takeSatisfied(&state)
        }
        for sleeper in woken { sleeper.wake() }
    }

    private static func takeSatisfied(_ state: inout State) -> [Sleeper] {
        guard !state.waiters.isEmpty else { return [] }
        let satisfied = state.waiters.filter { $0.condition(state.calls) }
        state.waiters.removeAll { waiter in satisfied.contains { $0.sleeper === waiter.sleeper } }
        return satisfied.map(\.sleeper)
    }
}
