import Synchronization
import Workstream

/// Writes down what happens in one execution, over all the lives of its engines, and says what goes wrong next.
///
/// It is the world's side of things: it outlives engines, and knows the truth about every call.
final class StoryRecorder: Sendable {
    /// All that is known.
    struct State {
        var story: Story
        var faults: [ScheduledFault]
        var appends = 0
        /// Which engine lives, from 1.
        var life = 0
        var isDead = false
        var isOver = false
        /// The run as whoever waited for its end was given it; nobody waits unless the simulation says so.
        var run: Run?
        /// Within which limit the engine is shut down; nil: it is not.
        var shutdown: Duration?
        /// How long the next engine is away.
        var away = Duration.zero
        var hasStarted = false
        /// By node: how many calls, apart from probes.
        var numbers: [Int32]
        /// By node: the attempt whose effect happened last, and what it answered.
        var effects: [Int: (attempt: Int, response: JSON)] = [:]
        var underWay = 0
        var latches: [Latch] = []
        var sleepers: [Sleeper] = []
        /// The first broken promise of each kind.
        var objections: [Objection] = []
        var sleeper: Sleeper?
        var react: (@Sendable (Reaction) -> Void)?
    }

    /// What somebody outside has to do about something.
    enum Reaction: Sendable {
        case deed(ScheduledFault.Deed, after: Duration)
        case settle
        case release
        case resume
        case mend(after: Duration)
    }

    /// The world.
    let world: any WorldKeeping
    /// Whether pictures of the world are kept for a timeline.
    let isTelling: Bool
    /// A plain mutex: there is one thread, and generic locks of another module are slow.
    private let state: Mutex<State>

    /// A recorder of an execution in which nothing has happened.
    ///
    /// - Parameters:
    ///   - facts: The plan by numbers.
    ///   - faults: What goes wrong.
    ///   - world: The world.
    ///   - isTelling: Whether pictures of the world are kept for a timeline.
    init(_ facts: PlanFacts, faults: [ScheduledFault], world: any WorldKeeping, isTelling: Bool) {
        self.world = world
        self.isTelling = isTelling
        state = Mutex(State(story: Story(facts: facts), faults: faults, numbers: Array(repeating: 0, count: facts.entries.count)))
        if isTelling { update { $0.story.pictures.append((-1, world.picture())) } }
    }

    /// Looks at what is known, or changes it.
    func update<Result: Sendable>(_ change: (inout State) -> Result) -> Result { state.withLock { change(&$0) } }

    /// What happened.
    var story: Story { update { $0.story } }

    /// Whether the engine was killed.
    var isDead: Bool { update { $0.isDead } }
}

extension StoryRecorder.State {
    /// Writes down what happens.
    mutating func note(_ what: StoryMoment.What, at time: Timestamp) {
        story.moments.append(StoryMoment(time: time, what: what))
    }

    /// Writes down how a call ends.
    mutating func end(_ call: Int, _ ending: StoryCall.Ending, at time: Timestamp) {
        story.calls[call].ending = ending
        story.calls[call].ended = time
        story.calls[call].end = story.moments.count
        note(.callEnded(call), at: time)
    }

    /// Whether the engine has nothing more to do.
    var mustEnd: Bool { isDead || isOver || shutdown != nil }
}
