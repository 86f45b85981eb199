import Workstream

/// Shows how a run goes on: what the engine says of it, and what its plugins write meanwhile.
struct Progress: Sendable {
    /// The plan of the run.
    let plan: Plan
    private let start = ContinuousClock.now

    /// The progress of a run of a plan.
    init(of plan: Plan) {
        self.plan = plan
    }

    /// Writes a line for each event that says something to a person.
    ///
    /// - Parameters:
    ///   - events: The events.
    ///   - isVerbose: Whether every event gets a line beside, with its number and its kind.
    /// - Throws: What the engine throws when it can no longer tell.
    func show(_ events: some AsyncSequence<Event, any Error>, isVerbose: Bool) async throws {
        for try await event in events {
            if isVerbose { show("event \(event.number): \(path(of: event.node)) \("\(event.kind)".prefix { $0 != "(" })") }
            if let line = line(for: event) { show(line) }
        }
    }

    /// Writes what plugins write.
    func show(_ output: AsyncStream<LiveOutput>) async {
        for await piece in output {
            for line in piece.text.split(whereSeparator: \.isNewline) { show("    \(line)") }
        }
    }

    /// What a person wants to know of an event; `nil` when that is nothing.
    ///
    /// An event names its node by number, and the plan knows the rest.
    func line(for event: Event) -> String? {
        guard let visit = plan.node(at: event.node) else { return nil }
        return switch (visit.node, event.kind) {
        case (.block, .began):
            "\(visit.path)"
        case (.checks, .ended(let end)) where visit.depth == 1:
            "\(visit.path) \(end.status)"
        case (.block, .phaseBegan(let began)) where began.phase == .exitDelay:
            "  \(visit.path) is watched for a while"
        case (.sequence, .ended(let end)):
            "  \(visit.path) \(end.status)"
        case (.action, .attemptBegan) where visit.isFirstOfBatch:
            visit.parent.map { "\($0.path)" }
        case (.action, .attemptEnded(let end)) where end.status == .failed:
            "  \(visit.path) failed"
        case (.action, .unresolved(let unresolved)):
            "  \(visit.path) waits for a decision: \(unresolved.reason.message)"
        case (.plan, .failed(let failed)):
            "\(plan.name) has failed at \(path(of: failed.origin))"
        case (.plan, .ended(let end)):
            "\(plan.name): \(end.status)"
        default:
            nil
        }
    }

    private func path(of number: Int) -> NodePath {
        plan.node(at: number)?.path ?? .plan
    }

    private func show(_ line: String) {
        let hundredths = Int((ContinuousClock.now - start) / .milliseconds(10))
        let fraction = hundredths % 100
        Console.print("\(hundredths / 100).\(fraction < 10 ? "0" : "")\(fraction) s  \(line)")
    }
}

extension Node.Visit {
    /// Whether the node opens a deferred batch.
    ///
    /// Many batches begin in vain, because all their actions are skipped; one whose first action is attempted has something to put back.
    fileprivate var isFirstOfBatch: Bool {
        guard let parent, case .batch = parent.node else { return false }
        return number == parent.number + 1
    }
}
