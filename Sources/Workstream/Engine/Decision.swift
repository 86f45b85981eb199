/// What becomes of an action whose last call did nobody knows what (S34).
///
/// ```swift
/// try await engine.decide(id, "Fleet/web-2/restart", .completed(Restart.Response(pid: 4711)), by: "alice", because: "looked at the host")
/// ```
public struct Decision: Sendable, Hashable {
    /// What is decided.
    enum Kind: Sendable, Hashable {
        case retry
        case completed(JSON)
        case failed(String)
        /// The response cannot be encoded; told when it is used.
        case unusable(String)
    }

    let kind: Kind

    /// The action is done again, as a further attempt.
    public static let retry = Decision(kind: .retry)

    /// The call did what it was to do, and this is what it would have answered.
    public static func completed(_ response: some Encodable) -> Decision {
        do {
            return Decision(kind: .completed(try JSON(encoding: response)))
        } catch {
            return Decision(kind: .unusable("\(error)"))
        }
    }

    /// The call did what it was to do; for a plugin that has nothing to answer.
    public static var completed: Decision { completed(NoResponse()) }

    /// The action counts as failed, for that reason.
    public static func failed(_ reason: String) -> Decision { Decision(kind: .failed(reason)) }
}
