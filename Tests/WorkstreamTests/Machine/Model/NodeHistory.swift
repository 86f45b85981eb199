@testable import Workstream

/// What became of one node, as it was told: what happened, and at which place among everything that happened to the run.
struct NodeHistory {
    /// A place among everything that happened: inputs, events and commands, counted from 1.
    typealias Place = Int

    /// An attempt of an action or check.
    struct Attempt {
        /// Its number, as the machine says.
        var number: Int
        /// Where it began.
        var begun: Place
        /// Whether the plugin was called.
        var isCalled = false
        /// Why it was cut off first.
        var cut: Event.CutReason?
        /// Where its call ended or was given up.
        var returned: Place?
        /// Whether its call was given up, so that it may still be running.
        var isAbandoned = false
        /// Whether its plugin was ever asked what it did.
        var isAsked = false
        /// How often its plugin could not tell what it did.
        var doubts = 0
        /// What became of it, as far as is known, and since where.
        var fate: (value: Fate, place: Place)?
        /// The code with which its call ended, where it threw.
        var code: Failure.Code?
    }

    /// Where it began; of a group, its last run.
    var begun: Place?
    /// The phases that it went over to.
    var phases: [(phase: Phase, place: Place, due: Timestamp?)] = []
    /// The attempts; of a check, those of all runs.
    var attempts: [Attempt] = []
    /// Where it failed first, and because of which node.
    var failed: (place: Place, origin: Int)?
    /// Where its being stopped from above began.
    var stopping: Place?
    /// How hard it is being ended.
    var cut = Cut.none
    /// With what it ended.
    var ended: (status: NodeStatus, place: Place)?
    /// When its deadline is.
    var deadline: Timestamp?
    /// How many further attempts people have granted.
    var granted = 0
    /// What a repetition does, as the plugin said of the bound request.
    var effect: Effect?
    /// What became of its bound values at the last try.
    var resolution: Resolution?
    /// When the last run of a continuous group ended, and where.
    var lastPass: (time: Timestamp, place: Place)?

    /// The phase that it is in.
    var phase: Phase { phases.last?.phase ?? .notBegun }
    /// Whether it has begun and not ended.
    var isUnderWay: Bool { begun != nil && ended == nil }
    /// The attempt that has a call under way.
    var call: Attempt? { attempts.last.flatMap { $0.returned == nil ? $0 : nil } }
}
