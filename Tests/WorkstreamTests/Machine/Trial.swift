import Testing
import WorkstreamTesting

@testable import Workstream

/// Feeds a machine by hand: inputs in, events and commands out, in time that only the test moves.
///
/// After every step it asks for the invariants, and compares the machine's state with one rebuilt from the events alone, and what it decided with what a
/// machine on that state decides (S62). A `RunModel` stands beside the machine and objects to what the rules do not allow.
struct Trial {
    /// A call under way.
    struct Call: Hashable {
        var path: String
        var attempt: Int
        /// Whether the plugin is only asked what the attempt did.
        var isProbe = false
    }

    private(set) var machine: RunMachine
    private(set) var now = Timestamp(nanoseconds: 1_000_000_000)
    /// Every event so far.
    private(set) var journal: [Event] = []
    /// How many events there were after each append (S61).
    private(set) var appends: [Int] = []
    /// The calls under way, in the order in which they began.
    private(set) var calls: [Call] = []
    /// The calls that the machine wants cancelled.
    private(set) var cancelled: Set<Call> = []
    /// The calls whose deadlines have moved, in order.
    private(set) var limited: [Call] = []
    /// Every call that ever began.
    private(set) var history: [Call] = []
    /// With what the run finished.
    private(set) var finished: NodeStatus?
    /// Answers for actions with bindings.
    var resolve: (_ path: String) -> Resolution = { _ in .request(.empty) }

    /// How many inputs were handed in.
    private(set) var steps = 0
    /// How often the model objected.
    private(set) var objections = 0
    /// Whether the log is kept.
    var isLogged = false
    /// What was handed in and what came of it, a line each.
    private(set) var log: [String] = []

    /// What judges each step; after a crash nobody does.
    private var model: RunModel?
    /// Calls that must not be made twice, and were under way in a crash (S33).
    private var orphans: Set<String> = []
    private var rebuilt: RunState
    private var wakes: [(at: Timestamp, node: Int)] = []
    private let pathOf: [Int: String]
    private let numbers: [String: Int]

    /// A submitted run of a plan, not started.
    init(_ plan: Plan, policy: RetryPolicy = RetryPolicy(first: .seconds(1), factor: 2, jitter: 0, maximum: .seconds(60)), sources: Set<String> = [])
        throws
    {
        let plan = plan.numbered()
        var paths: [Int: String] = [:]
        for visit in plan.nodes { paths[visit.number] = visit.path.description }
        pathOf = paths
        let numbers = Dictionary(uniqueKeysWithValues: paths.map { ($1, $0) })
        self.numbers = numbers
        let shape = try Shape(plan, sources: Set(sources.map { numbers[$0]! }), canProbe: { $0 == "probing" }, retryPolicy: { _ in policy })
        var state = RunState(shape)
        rebuilt = RunState(shape)
        let submitted = Event(number: 1, time: now, node: 0, kind: .submitted(.init(seed: 7, digest: "")))
        state.apply(submitted)
        rebuilt.apply(submitted)
        journal = [submitted]
        model = RunModel(plan, policy: policy, seed: 7)
        machine = RunMachine(state)
    }

    /// A run of a plan that has been started.
    static func started(_ plan: Plan, sourceLocation: SourceLocation = #_sourceLocation) throws -> Trial {
        var trial = try Trial(plan)
        trial.start(sourceLocation: sourceLocation)
        return trial
    }

    // MARK: Inputs

    /// Starts the run.
    mutating func start(sourceLocation: SourceLocation = #_sourceLocation) { feed(.start, sourceLocation) }

    /// The engine begins to close.
    mutating func shutDown(sourceLocation: SourceLocation = #_sourceLocation) { feed(.shutdown, sourceLocation) }

    /// The run stands where these events left it, and nobody drives it.
    mutating func replay(_ events: some Collection<Event>) {
        for event in events.dropFirst(journal.count) {
            rebuilt.apply(event)
            journal.append(event)
        }
        now = rebuilt.lastTime
        machine = RunMachine(rebuilt)
        if rebuilt.status.isFinal { finished = rebuilt.status }
    }

    /// The engine has closed, and gives the run back.
    mutating func handOver(sourceLocation: SourceLocation = #_sourceLocation) { feed(.handOver, sourceLocation) }

    /// The process ends at once, and after some time another one takes the run up where its journal ends.
    ///
    /// - Parameter survived: Whether it is the same process after all, which lost the run and has it again.
    mutating func crash(
        for away: Duration = .zero, hold reason: String? = nil, survived: Bool = false, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        for call in calls where !call.isProbe && isAtMostOnce(call.path) { orphans.insert(call.path) }
        model = nil
        calls = []
        cancelled = []
        wakes = []
        now = now + away
        machine = RunMachine(rebuilt)
        feed(.recovered(hold: reason, survived: survived), sourceLocation)
    }

    /// The storage has failed while a call was to be made, and the same engine takes the run up again.
    mutating func recoverUnmade(_ path: String, hold reason: String? = nil, sourceLocation: SourceLocation = #_sourceLocation) {
        model = nil
        calls.removeAll { $0.path == path }
        machine = RunMachine(rebuilt)
        feed(.notMade(node: number(path), attempt: attempt(path)), sourceLocation)
        feed(.recovered(hold: reason, survived: true), sourceLocation)
    }

    /// Calls of these paths answer, one after another; every one must be under way.
    mutating func succeed(_ paths: String..., sourceLocation: SourceLocation = #_sourceLocation) {
        for path in paths { end(path, .success(.empty), sourceLocation) }
    }

    /// A call throws an error that it may be retried after.
    mutating func fail(
        _ path: String, code: Failure.Code = .failed, permanent: Bool = false, retryAfter: Duration? = nil,
        sourceLocation: SourceLocation = #_sourceLocation
    ) {
        end(path, .failure(Failure(code, "\(path) went wrong", isPermanent: permanent, retryAfter: retryAfter)), sourceLocation)
    }

    /// A call that was cancelled ends by throwing.
    mutating func endCancelled(_ path: String, sourceLocation: SourceLocation = #_sourceLocation) {
        end(path, .failure(Failure("cancellation", "cancelled")), wasCancelled: true, sourceLocation)
    }

    /// A call is past its timeout, or the deadline of its action.
    mutating func overdue(_ path: String, _ reason: Event.CutReason = .timeout, sourceLocation: SourceLocation = #_sourceLocation) {
        guard let call = underWay(path, sourceLocation) else { return }
        feed(.overdue(node: number(path), attempt: call.attempt, reason), sourceLocation)
    }

    /// A cancelled call is given up.
    mutating func abandon(_ path: String, sourceLocation: SourceLocation = #_sourceLocation) {
        guard let call = underWay(path, sourceLocation) else { return }
        calls.removeAll { $0 == call }
        feed(.abandoned(node: number(path), attempt: call.attempt), sourceLocation)
    }

    /// A call that was given up answers after all.
    mutating func answerLate(_ path: String, attempt: Int, sourceLocation: SourceLocation = #_sourceLocation) {
        feed(.lateAnswer(node: number(path), attempt: attempt, .success(.empty)), sourceLocation)
    }

    /// Time passes; what falls due in it is handed in at its moment.
    mutating func pass(_ duration: Duration, sourceLocation: SourceLocation = #_sourceLocation) {
        let end = now + duration
        while let next = wakes.filter({ $0.at <= end }).min(by: { ($0.at, $0.node) < ($1.at, $1.node) }) {
            wakes.removeAll { $0.at == next.at && $0.node == next.node }
            now = max(now, next.at)
            feed(.due(node: next.node), sourceLocation)
        }
        now = end
    }

    /// Time passes, and what falls due in it is handed in only with the next `pass`.
    mutating func oversleep(_ duration: Duration) { now = now + duration }

    /// Somebody stops the run.
    mutating func stop(_ cut: Cut, sourceLocation: SourceLocation = #_sourceLocation) { feed(.stop(cut, Self.somebody), sourceLocation) }

    /// Somebody pauses the run.
    mutating func pause(sourceLocation: SourceLocation = #_sourceLocation) { feed(.pause(Self.somebody), sourceLocation) }

    /// Somebody lets the run go on.
    mutating func resume(sourceLocation: SourceLocation = #_sourceLocation) { feed(.resume(Self.somebody), sourceLocation) }

    /// The engine holds the run.
    mutating func hold(sourceLocation: SourceLocation = #_sourceLocation) { feed(.hold("test"), sourceLocation) }

    /// The engine lets the run go.
    mutating func release(sourceLocation: SourceLocation = #_sourceLocation) { feed(.release, sourceLocation) }

    /// Somebody decides what becomes of an unresolved action.
    mutating func decide(_ path: String, _ verdict: Event.Decided.Verdict, sourceLocation: SourceLocation = #_sourceLocation) {
        feed(.decision(node: number(path), verdict, Self.somebody), sourceLocation)
    }

    /// A plugin says what an attempt did; a probe must be under way.
    mutating func answerProbe(_ path: String, _ answer: ProbeAnswer, sourceLocation: SourceLocation = #_sourceLocation) {
        let call = calls.first { $0.path == path && $0.isProbe }
        #expect(call != nil, "no probe of \(path) is under way; these are: \(running)", sourceLocation: sourceLocation)
        guard let call else { return }
        calls.removeAll { $0 == call }
        feed(.probeAnswered(node: number(path), attempt: call.attempt, answer), sourceLocation)
    }

    /// The actions that wait for a decision.
    var unresolved: [String] {
        machine.state.nodes.indices.filter { machine.state.nodes[$0].stage == .unresolved }.map { pathOf[$0]! }
    }

    private static let somebody = Event.Asked(by: "somebody", because: "a test")

    /// Hands in an input as it is.
    mutating func feed(_ input: Input, _ sourceLocation: SourceLocation = #_sourceLocation) {
        steps += 1
        let isWholeInFold = machine.volatile.isEmpty
        // Now and then from a checkpoint.
        var twin = RunMachine(steps.isMultiple(of: 16) ? checkpointed(sourceLocation) : rebuilt)
        var answers: [(node: Int, resolution: Resolution)] = []
        let step = handle(input, by: &machine, &answers)
        var objections = model?.observe(input, answers: answers, step, at: now) ?? []
        if step.commands.contains(where: \.isFinish) { objections += model?.disagreements { machine.state.status(of: $0) } ?? [] }
        if isWholeInFold {
            var others: [(node: Int, resolution: Resolution)] = []
            let other = handle(input, by: &twin, &others)
            #expect(
                other.events == step.events && other.commands == step.commands, "S62 a rebuilt machine differs at \(input)",
                sourceLocation: sourceLocation)
        }
        self.objections += objections.count
        if isLogged { write(input, step, objections) }
        #expect(objections.isEmpty, "the model objects to \(input)", sourceLocation: sourceLocation)
        for event in step.events { rebuilt.apply(event) }
        for case .decided(let decided) in step.events.map(\.kind) where decided.verdict == .retry { orphans = [] }
        #expect(step.events.map(\.number) == step.events.indices.map { journal.count + $0 + 1 }, sourceLocation: sourceLocation)
        journal += step.events
        if !step.events.isEmpty { appends.append(journal.count) }
        for command in step.commands { carryOut(command, sourceLocation) }
        let broken = machine.brokenInvariants()
        #expect(broken.isEmpty, "after \(input)", sourceLocation: sourceLocation)
        #expect(isRebuilt, "S62 the fold differs after \(input)", sourceLocation: sourceLocation)
    }

    /// The rebuilt state, after it was kept in a checkpoint.
    private func checkpointed(_ sourceLocation: SourceLocation) -> RunState {
        guard let last = journal.last else { return rebuilt }
        let head = RunHead(id: RunID.sample(1), plan: "P", submitted: rebuilt.submitted)
        let stored = try? StoredState(rebuilt, head, after: last).checkpoint(of: head.id)
        let read = stored.flatMap { StoredState($0, rebuilt.shape) }?.state
        #expect(read?.nodes == rebuilt.nodes, sourceLocation: sourceLocation)
        return read ?? rebuilt
    }

    /// What a machine decides on an input, all requests resolved.
    private func handle(_ input: Input, by machine: inout RunMachine, _ answers: inout [(node: Int, resolution: Resolution)]) -> Step {
        var step = Step()
        machine.handle(input, at: now, into: &step)
        var answered = 0
        while answered < step.commands.count {
            if case .resolve(let node) = step.commands[answered] {
                let resolution = resolve(pathOf[node]!)
                answers.append((node, resolution))
                machine.handle(.resolved(node: node, resolution), at: now, into: &step)
            }
            answered += 1
        }
        return step
    }

    private mutating func write(_ input: Input, _ step: Step, _ objections: [String]) {
        log.append("\(now) \(input)")
        log += step.events.map { "    \($0.number) \(pathOf[$0.node]!): \($0.kind)" }
        log += step.commands.map { "    → \($0)" }
        log += objections.map { "    objection: \($0)" }
    }

    private var isRebuilt: Bool {
        rebuilt.nodes == machine.state.nodes && rebuilt.reasons == machine.state.reasons && rebuilt.responses == machine.state.responses
            && rebuilt.stop == machine.state.stop && rebuilt.pausedSince == machine.state.pausedSince
            && rebuilt.unresolved == machine.state.unresolved
            && rebuilt.effects == machine.state.effects && rebuilt.requests == machine.state.requests && rebuilt.errors == machine.state.errors
            && rebuilt.lastTime == machine.state.lastTime && rebuilt.lastMessage == machine.state.lastMessage
            && rebuilt.isHandedOver == machine.state.isHandedOver
    }

    // MARK: What is

    /// The paths of the calls under way, sorted.
    var running: [String] { calls.map(\.path).sorted() }

    /// The paths of all nodes, sorted.
    var paths: [String] { numbers.keys.sorted() }

    /// Whether nobody but people can say what becomes of an action that was interrupted.
    func isAtMostOnce(_ path: String) -> Bool {
        let node = number(path)
        let state = machine.state
        return state.shape.kind(of: state.shape.parent(of: node)) != .checks && !state.shape.canProbe(node)
            && (state.effects[node] ?? state.shape.action(node).effect) == .atMostOnce
    }

    /// The number of the last attempt of an action.
    func attempt(_ path: String) -> Int { machine.state.attempt(of: number(path)) }

    /// The status of a node.
    func status(_ path: String = "(plan)") -> NodeStatus { machine.state.status(of: number(path)) }

    /// What the run, or a node that is still running, failed with first.
    func reason(_ path: String = "(plan)") -> Event.Failed? { machine.state.reasons[number(path)] }

    /// The path of the node where the run's reason arose.
    var origin: String? { reason().map { pathOf[$0.origin]! } }

    /// How many calls of a path ever began.
    func attempts(_ path: String) -> Int { history.count { $0.path == path } }

    /// The events about a node.
    func events(_ path: String) -> [Event.Kind] { journal.filter { $0.node == numbers[path] }.map(\.kind) }

    /// The failure with which a node ended.
    func failure(_ path: String) -> Failure? {
        for event in events(path).reversed() {
            switch event {
            case .attemptEnded(let ended) where ended.status != .running:
                if let reason = ended.reason { return reason }
                if case .failure(let failure) = ended.outcome { return failure }
                return nil
            case .ended(let ended): return ended.reason
            default: continue
            }
        }
        return nil
    }

    /// The number of a node.
    func number(_ path: String) -> Int {
        guard let number = numbers[path] else { fatalError("The plan of this test has no node \"\(path)\": \(numbers.keys.sorted())") }
        return number
    }

    private func underWay(_ path: String, _ sourceLocation: SourceLocation) -> Call? {
        let call = calls.first { $0.path == path && !$0.isProbe }
        #expect(call != nil, "no call of \(path) is under way; these are: \(running)", sourceLocation: sourceLocation)
        return call
    }

    private mutating func end(_ path: String, _ outcome: Outcome, wasCancelled: Bool = false, _ sourceLocation: SourceLocation) {
        guard let call = underWay(path, sourceLocation) else { return }
        calls.removeAll { $0 == call }
        feed(.ended(CallEnded(node: number(path), attempt: call.attempt, outcome: outcome, wasCancelled: wasCancelled)), sourceLocation)
    }

    private mutating func carryOut(_ command: Command, _ sourceLocation: SourceLocation) {
        switch command {
        case .resolve: break
        case .begin(let node, let attempt):
            let call = Call(path: pathOf[node]!, attempt: attempt)
            #expect(!calls.contains { $0.path == call.path }, "S26 two calls of \(call.path) at a time", sourceLocation: sourceLocation)
            #expect(!orphans.contains(call.path), "S33 \(call.path) is done twice", sourceLocation: sourceLocation)
            calls.append(call)
            // A group counts the attempts of each run from 1.
            cancelled.remove(call)
            history.append(call)
        case .cancel(let node, let attempt): cancelled.insert(Call(path: pathOf[node]!, attempt: attempt))
        case .probe(let node, let attempt):
            let path = pathOf[node]!
            let call = Call(path: path, attempt: attempt, isProbe: true)
            #expect(!calls.contains { $0.path == path }, "S26 a probe of \(path) beside a call", sourceLocation: sourceLocation)
            calls.append(call)
        case .limit(let node, let attempt):
            let path = pathOf[node]!
            limited.append(Call(path: path, attempt: attempt))
            #expect(calls.contains { $0.path == path }, "a limit for no call of \(path)", sourceLocation: sourceLocation)
        case .wake(let node, let at): wakes.append((at, node))
        case .finish(let status):
            #expect(finished == nil, "the run finished twice", sourceLocation: sourceLocation)
            let attempts = calls.filter { !$0.isProbe }
            #expect(attempts.isEmpty, "S11 the run finished beside running calls: \(running)", sourceLocation: sourceLocation)
            finished = status
        }
    }
}

extension Command {
    fileprivate var isFinish: Bool { if case .finish = self { true } else { false } }
}
