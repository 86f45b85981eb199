/// What was wrong with how a node was made, kept in the node until validation reports it.
///
/// Nothing traps while a plan is made: a request that does not encode, or a binding that cannot be located, becomes a defect.
public struct Defect: Sendable, Hashable, Codable {
    /// What kind of defect it is, such as "requestDoesNotEncode".
    public var code: String
    /// What happened, why it matters, what to do.
    public var message: String

    /// A defect.
    public init(code: String, message: String) {
        self.code = code
        self.message = message
    }

    /// The code of groups and batches that a function gave up because its result has no room for them.
    package static let lostContent = "lostContent"
}
