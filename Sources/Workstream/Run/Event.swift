/// One change of a run.
///
/// The journal of a run is its events, and its state is what follows from them. There are a few for each action, and each passes through many hands, so it is
/// kept at 48 bytes: what is large and rare in an event stands in a room of its own.
public struct Event: Sendable, Hashable {
    /// The place in the journal, from 1, without gaps.
    public var number: Int
    /// When it happened; never before the event in front of it.
    public var time: Timestamp
    /// The number of the node that it is about; 0 is the plan.
    public var node: Int
    /// What happened.
    public var kind: Kind
    /// Who caused it.
    public var source: Source

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
        self.kind = kind
        self.source = source
    }
}
