/// What a probe found.
public enum Probe<Response: Sendable>: Sendable {
    /// The action happened, and this is what it would have answered.
    case happened(Response)
    /// It did not happen, and will not by itself.
    case didNotHappen
    /// It is still under way; ask again after that time.
    case inProgress(lookAgainAfter: Duration)
    /// The probe cannot tell.
    case unknown
}

extension Probe: Equatable where Response: Equatable {}
