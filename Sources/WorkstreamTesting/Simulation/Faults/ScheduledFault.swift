import Workstream

/// Something that goes wrong in an execution beside calls, and when.
enum ScheduledFault: Sendable, Hashable {
    /// The engine is killed with an append, counted over all engines, whose batch is stored or not; the next one comes after a while.
    case crash(append: Int, isKept: Bool, away: Duration)
    /// An append fails, and somebody lets the run go on after a while.
    case failedAppend(Int, isKept: Bool, mended: Duration)
    /// Somebody does something a while after an event.
    case deed(event: Int, after: Duration, Deed)
    /// Somebody does something as soon as an action begins; where the engine dies before it is stored, somebody does it in the next life.
    case order(at: NodePath, Deed)

    /// What somebody does.
    enum Deed: Sendable, Hashable {
        case stop(StopStrength)
        case pause(lasting: Duration)
        case hold(lasting: Duration)
        /// The engine is shut down within a limit, and the next one comes after a while.
        case restart(limit: Duration, away: Duration)
    }

    /// The append or event at which it happens.
    var place: Int {
        switch self {
        case .crash(let append, _, _), .failedAppend(let append, _, _): append
        case .deed(let event, _, _): event
        case .order: 0
        }
    }

    /// The same at another append or event.
    func moved(to place: Int) -> ScheduledFault {
        switch self {
        case .crash(_, let isKept, let away): .crash(append: place, isKept: isKept, away: away)
        case .failedAppend(_, let isKept, let mended): .failedAppend(place, isKept: isKept, mended: mended)
        case .deed(_, let after, let deed): .deed(event: place, after: after, deed)
        case .order: self
        }
    }

    /// Whether it interrupts what engines do, which no run should show in the end.
    var isInterruption: Bool {
        switch self {
        case .crash, .failedAppend, .deed(_, _, .restart): true
        case .deed, .order: false
        }
    }
}

extension ScheduledFault: CustomStringConvertible {
    /// The fault in words.
    var description: String {
        switch self {
        case .crash(let append, let isKept, let away):
            "the engine is killed \(isKept ? "as soon as append \(append) is stored" : "before append \(append) is stored"), and the next one comes "
                + "after \(away)"
        case .failedAppend(let append, let isKept, let mended):
            "append \(append) fails\(isKept ? " although it is stored" : ""), and somebody lets the run go on after \(mended)"
        case .deed(let event, let after, let deed): "\(after) after event \(event), \(deed)"
        case .order(let path, let deed): "as soon as \(path) begins, \(deed)"
        }
    }
}

extension ScheduledFault.Deed: CustomStringConvertible {
    /// The deed in words.
    var description: String {
        switch self {
        case .stop(let strength): "somebody stops the run (\(strength))"
        case .pause(let lasting): "somebody pauses the run for \(lasting)"
        case .hold(let lasting): "somebody holds the run for \(lasting)"
        case .restart(let limit, let away): "the engine is shut down within \(limit), and the next one comes after \(away)"
        }
    }
}
