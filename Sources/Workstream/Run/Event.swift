/// One change of a run.
///
/// The journal of a run is its events, and its state is what follows from them.
public struct Event: Sendable, Hashable {
    /// The place in the journal, from 1, without gaps.
    public var number: Int
    /// When it happened; never before the event in front of it.
    public var time: Timestamp
    /// The number of the node that it is about; 0 is the plan.
    public var node: Int
    /// Who caused it.
    public var source: Source
    /// What happened.
    public var kind: Kind

    /// Who causes events.
    public enum Source: UInt8, Sendable, Hashable, CaseIterable {
        /// The engine, following the rules.
        case engine
        /// A person or program that controls the run.
        case `operator`
        /// Somebody who records what happened elsewhere.
        case recorder
    }

    /// An event.
    public init(number: Int, time: Timestamp, node: Int, source: Source = .engine, kind: Kind) {
        self.number = number
        self.time = time
        self.node = node
        self.source = source
        self.kind = kind
    }
}
