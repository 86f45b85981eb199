public import Workstream

/// What no run of a plan can exceed, as long as nobody stops, pauses or holds it and its engine lives.
///
/// ```swift
/// let bounds = plan.bounds(plugins: [Shell(), Upload()])
/// #expect(bounds.targetsAtATime <= 5)
/// #expect(bounds.failures <= 3)
/// #expect(try #require(bounds.duration) <= .seconds(7_200))
/// #expect(bounds.uncheckedChanges.isEmpty)
/// ```
///
/// They follow from the plan alone, so a test that asserts them fails as soon as somebody changes what the plan may do, and not when it has been done.
public struct PlanBounds: Sendable, Hashable {
    /// The bounds of each block, in order.
    public internal(set) var blocks: [Block] = []
    /// How many sequences can be under way at a time.
    public internal(set) var targetsAtATime = 0
    /// How many sequences can fail in one run before nothing more begins (S10, S21).
    public internal(set) var failures = 0
    /// How long a run can take, from timeouts, retries, delays and intervals; `nil` where `endless` says that there is no limit.
    ///
    /// Every call is taken to use its timeout and then the grace period, every attempt to be used, and every wait to be as long as its plugin's policy allows.
    /// What people and processes do to a run is not part of it: pauses, holds, decisions, stops and crashes; nor is the time between "it goes on" of a plugin
    /// that is asked what it did and its next answer.
    public let duration: Duration?
    /// Why there is no limit to the duration; empty when there is one.
    public internal(set) var endless: [Endless] = []
    /// Changes after which no check is sure to look when all goes well: actions without post-checks or deferred checks around them, in order.
    ///
    /// Continuous checks of the plan count only where the exit delay of the block leaves them the time for a whole run.
    public internal(set) var uncheckedChanges: [NodePath] = []
    /// Deferred batches whose condition cannot be met, such as a rollback of a block that tolerates every failure and has no checks, in order.
    ///
    /// A stop still meets `failure` and `anyFailure`.
    public internal(set) var batchesThatNeverRun: [NodePath] = []

    /// How many sequences can fail in the blocks so far without ending the run.
    private var tolerated = 0

    /// Bounds to which the nodes are yet to be added.
    init(duration: Duration?) {
        self.duration = duration
    }

    /// Adds the next block: one within its tolerance lets another follow, one beyond it is the last.
    mutating func add(_ block: Block) {
        blocks.append(block)
        targetsAtATime = max(targetsAtATime, block.targetsAtATime)
        failures = max(failures, tolerated + block.failures)
        tolerated += block.tolerated
    }

    /// Something that can take any time.
    public struct Endless: Sendable, Hashable, CustomStringConvertible {
        /// The path of the action or check.
        public let path: NodePath
        /// What happens, why, and what to do.
        public let reason: String

        /// The path and the reason.
        public var description: String { "\(path): \(reason)" }
    }
}

extension PlanBounds: CustomStringConvertible {
    /// The bounds, a line for each.
    public var description: String {
        var lines = [
            "sequences at a time: \(targetsAtATime)", "failed sequences: \(failures)", "duration: \(duration.map { "\($0)" } ?? "no limit")",
        ]
        lines += endless.map { "- \($0)" }
        for (name, paths) in [("changes that no check follows", uncheckedChanges), ("batches that never run", batchesThatNeverRun)] {
            lines.append("\(name): \(paths.isEmpty ? "none" : paths.map(\.description).joined(separator: ", "))")
        }
        return lines.joined(separator: "\n")
    }
}
