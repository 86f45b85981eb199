/// The stored nodes of a plan: `Node.Block`, `Node.Sequence`, `Node.Action`, `Node.Checks`, `Node.Batch`.
///
/// It has no cases: it keeps the short names out of the way of the standard library's `Sequence`.
public enum Node {}

extension Node {
    /// The kinds of object that a plan is made of.
    public enum Kind: UInt8, Sendable, Hashable, CaseIterable {
        /// The plan itself.
        case plan
        /// A block: sequences that run side by side.
        case block
        /// A sequence: actions that run one after another.
        case sequence
        /// An action or, in a group, a check.
        case action
        /// A group of checks.
        case checks
        /// A deferred batch.
        case batch
    }
}
