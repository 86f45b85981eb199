/// When a deferred batch runs (S14).
public enum DeferredCondition: String, Sendable, Hashable, Codable, CaseIterable {
    /// The plan or block succeeded.
    case success

    /// It failed or was stopped after an attempt of an action of its body had begun: there may be something to undo.
    case failure

    /// It failed or was stopped, whatever ran.
    case anyFailure

    /// Always.
    case always
}
