/// The place of a call among those of its run, from the decision that it begins to its end.
///
/// It is reserved with the decision, so that a cancellation that comes before the call was made sticks to it.
struct CallSlot: Sendable {
    /// Names one call of a run; a later call of the same node has another serial number.
    struct Name: Sendable, Hashable {
        /// The number of the action or check.
        var node: Int
        /// The number of the attempt.
        var attempt: Int
        /// Counts the calls of the run.
        var serial: Int
        /// Whether the plugin is only asked what the attempt did (S33).
        var isProbe = false
    }

    /// What happens to a call by itself.
    enum Limit: Sendable {
        /// It is past its timeout, or the deadline of its action.
        case overdue(Event.CutReason)
        /// It was cancelled, and is past its grace period.
        case graceIsOver
    }

    /// The call.
    private(set) var name: Name
    /// Whether it was to be cancelled, begun or not.
    var isCancelled = false
    /// Who makes it, once it has begun.
    var worker: Worker?
    /// When it began.
    var began = Timestamp(nanoseconds: 0)
    /// What happens to it by itself, and when.
    var limit: (time: Timestamp, kind: Limit)?

    /// The place stands for another call.
    mutating func renew(as name: Name) {
        self.name = name
        isCancelled = false
        end()
    }

    /// The call begins.
    mutating func begin(by worker: Worker, at now: Timestamp, until limit: (time: Timestamp, reason: Event.CutReason)?) {
        self.worker = worker
        began = now
        if let (time, reason) = limit { self.limit = (time, .overdue(reason)) }
    }

    /// The place stands for no call any more.
    mutating func end() {
        worker = nil
        limit = nil
    }

    /// A call that is going to be made.
    init(_ name: Name) {
        self.name = name
    }
}
