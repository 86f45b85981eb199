import Workstream

/// One execution of a plan, with what goes wrong in it: the lives of its engines, one after another.
struct Execution: Sendable {
    /// What came of it.
    struct Result: Sendable {
        /// What happened.
        var story: Story
        /// What is wrong with it.
        var objections: [Objection]
        /// The run as whoever waited for its end was given it; nil where nobody did.
        var run: Run?
        /// How many appends there were.
        var appends: Int
        /// How many engines there were.
        var engines: Int
        /// A number that follows from all that happened.
        var fingerprint: UInt64

        /// Where the run stands.
        var status: NodeStatus { story.status }
    }

    /// What is executed.
    let subject: SimulationSubject
    /// From what everything follows.
    let seed: UInt64
    /// What goes wrong.
    let faults: [ScheduledFault]
    /// Whether pictures of the world are kept for a timeline.
    var isTelling = false

    private static let start = Timestamp(nanoseconds: 1_767_225_600_000_000_000)

    /// Executes it, on this thread, and looks whether all is well.
    func play() -> Result {
        let world = subject.makeWorld()
        let recorder = StoryRecorder(subject.facts, faults: faults, world: world, isTelling: isTelling)
        let disk = subject.makeDisk()
        var time = Self.start
        var id: RunID?
        var fingerprint = seed
        var life: UInt64 = 0
        var failure: Objection?
        repeat {
            life += 1
            let executor = SeededExecutor(seed: SeededGenerator(seed: seed).derived(life).seedOfLife, start: time, limits: subject.limits)
            let one = SimulatedLife(subject: subject, recorder: recorder, seed: seed &+ life, executor: executor, disk: disk)
            do {
                id = try executor.run { [id] in try await one.live(id) }
            } catch {
                failure = Objection(rule: Self.endRule, why: "\(error)")
            }
            recorder.forgetEngine()
            fingerprint = (fingerprint ^ executor.fingerprint) &* 0x0000_0100_0000_01B3
            time = recorder.update { state in
                let last = state.story.moments.last?.time ?? time
                return (state.isDead ? last : max(last, executor.now)) + state.away
            }
        } while failure == nil && !recorder.update { $0.isOver && (!subject.isAwaited || $0.run != nil) } && life < 100
        let (story, run, appends, found) = recorder.update { ($0.story, $0.run, $0.appends, $0.objections) }
        var objections = found
        if let failure {
            objections.append(failure)
        } else {
            if var objection = world.objection(at: time, story.events, isOver: true) {
                objection.path = story.pathOfLastFailure
                objections.append(objection)
            }
            objections += RunCheck.all.compactMap { $0.objection(to: story) }
            if subject.isAwaited, run?.status != story.status {
                objections.append(
                    Objection(rule: Self.endRule, why: "Whoever waited for its end was told that it is \(run.map { "\($0.status)" } ?? "unknown")."))
            }
        }
        let result = Result(
            story: story, objections: objections, run: run, appends: appends, engines: Int(life), fingerprint: story.fingerprint(from: fingerprint))
        return subject.comparison.map { $0.judged(result, of: self) } ?? result
    }

    /// What is said of an execution that does not end.
    static let endRule = "the run ends"
}

extension SeededGenerator {
    fileprivate var seedOfLife: UInt64 {
        var copy = self
        return copy.next()
    }
}

extension Story {
    /// A number that follows from all that happened.
    fileprivate func fingerprint(from seed: UInt64) -> UInt64 {
        moments.reduce(seed) { number, moment in
            let what: Int =
                switch moment.what {
                case .stored(let place): place << 4 | 1
                case .callBegan(let place): place << 4 | 2
                case .effect(let place): place << 4 | 3
                case .callEnded(let place): place << 4 | 4
                case .opened(let life): life << 4 | 5
                case .died: 6
                case .closed: 7
                case .appendFailed(let isKept): isKept ? 8 : 9
                case .asked: 10
                }
            return ((number ^ UInt64(bitPattern: Int64(what))) &* 0x0000_0100_0000_01B3) ^ UInt64(bitPattern: moment.time.nanoseconds)
                ^ (number >> 29)
        }
    }
}
