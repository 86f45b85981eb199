/// The rules of a run: (state, input) to (events, commands), without waiting, clock, store or randomness.
///
/// Its state is the fold of its events, plus `Volatile`, which a crash may lose. All that SEMANTICS says about the order of things is decided in the extensions
/// of this type, a file per topic; single rules that can be stated as a table are enums of static functions beside it.
///
/// The flow is driven by what is, not by what just changed: `advance` looks at a node and takes it as far as it can go now. So whoever changes something below a
/// node only has to call it, and a machine rebuilt from the fold goes on exactly like the one that lived (S62).
///
/// How a driver uses it, for each input: `handle`; then, as long as the step holds a `resolve` command, answer it with another `handle` into the same step;
/// then store the events together; then carry out the other commands.
package struct RunMachine: Sendable {
    /// The fold of all events so far.
    package internal(set) var state: RunState
    var volatile = Volatile()

    /// A machine for a run that stands where its events left it.
    package init(_ state: RunState) {
        self.state = state
    }

    /// What follows from one input.
    ///
    /// - Parameters:
    ///   - input: What happened. An input that comes too late, or twice, changes nothing.
    ///   - now: The engine's present moment.
    ///   - step: Receives the events and commands, after those that are already in it.
    package mutating func handle(_ input: Input, at now: Timestamp, into step: inout Step) {
        step.now = max(now, state.lastTime)
        // A message is handed in again after a crash, and counts once.
        if let message = input.message, message <= state.lastMessage { return }
        let count = step.events.count
        switch input {
        case .start: start(&step)
        case .resolved(let node, let resolution): resolved(node, resolution, &step)
        case .ended(let call): callEnded(call, wasAbandoned: false, &step)
        case .lateAnswer(let node, let attempt, let outcome): lateAnswer(node, attempt, outcome, &step)
        case .overdue(let node, let attempt, let reason): overdue(node, attempt, reason, &step)
        case .abandoned(let node, let attempt): abandoned(node, attempt, &step)
        case .due(let node): due(node, &step)
        case .probeAnswered(let node, let attempt, let answer): probeAnswered(node, attempt, answer, &step)
        case .stop(let cut, let asked): stop(cut, asked, &step)
        case .pause(let asked): pause(asked, &step)
        case .resume(let asked): resume(asked, &step)
        case .hold(let reason): hold(reason, at: step.now)
        case .release: release(&step)
        case .decision(let node, let verdict, let asked): decide(node, verdict, asked, &step)
        case .shutdown: volatile.isShuttingDown = true
        case .handOver: handOver(&step)
        case .recovered(let reason, let survived): recovered(hold: reason, survived: survived, &step)
        case .notMade(let node, let attempt): notMade(node, attempt, &step)
        case .unreadableMessage(let message, let reason): ignore(message, because: reason, &step)
        }
        if let message = input.message { ignore(message, because: "It changed nothing, because the run is \(standing).", &step) }
        // After a shutdown there may be no next append to ride on.
        if step.events.count > count || volatile.isShuttingDown, !volatile.unrecorded.isEmpty { recordPassedRuns(&step) }
    }

    /// The one door through which events leave; it also applies them.
    mutating func emit(_ kind: consuming Event.Kind, _ node: Int, _ step: inout Step, source: Event.Source = .engine) {
        let event = Event(number: state.lastNumber + 1, time: step.now, node: node, source: source, kind: kind)
        state.apply(event)
        step.events.append(event)
    }
}
