/// What can be set on actions alone, because it makes no sense for a check.
public protocol ActionModifiers: CallModifiers {}

extension ActionModifiers {
    /// An attempt of the copy may take any time (S25).
    public func noTimeout() -> Self { modified { $0.timeout = nil } }

    /// The copy says what its repetition does, whatever its plugin says (S33).
    public func effect(_ effect: Effect) -> Self { modified { $0.effect = effect } }

    /// The copy says what becomes of it when nobody knows its outcome (S33).
    public func onUnknownOutcome(_ policy: UnknownOutcomePolicy) -> Self { modified { $0.onUnknownOutcome = policy } }
}

extension Node.Action: ActionModifiers {
    /// A changed copy.
    public func modified(_ change: (inout Node.Action) -> Void) -> Node.Action {
        var copy = self
        change(&copy)
        return copy
    }
}

extension Action: ActionModifiers {
    /// A copy whose stored action was changed.
    public func modified(_ change: (inout Node.Action) -> Void) -> Action { Action(node: node.modified(change)) }
}
