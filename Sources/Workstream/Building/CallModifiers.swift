/// What can be set on everything that calls a plugin: on a typed `Action` or `Check`, and on a stored `Node.Action`.
///
/// Each modifier returns a copy.
public protocol CallModifiers {
    /// A copy whose stored action was changed.
    func modified(_ change: (inout Node.Action) -> Void) -> Self
}

extension CallModifiers {
    /// The copy may be attempted so many times more after its first attempt failed (S24); 0 unless set.
    public func retries(_ count: Int) -> Self { modified { $0.retries = count } }

    /// One attempt of the copy may take so long, from the call (S25); 30 seconds unless set.
    public func timeout(_ limit: Duration) -> Self { modified { $0.timeout = limit } }

    /// The whole action may take so long, waits included (S25); without limit unless set.
    public func deadline(_ limit: Duration) -> Self { modified { $0.deadline = limit } }

    /// The copy calls the plugin that is registered under that name, such as `"shell.root"`.
    public func using(_ plugin: String) -> Self { modified { $0.plugin = plugin } }

    /// The copy is named to programs and bindings by a key that is unique in the plan.
    ///
    /// Set it before a binding takes `response` from it.
    public func key(_ key: String) -> Self { modified { $0.key = key } }

    /// The copy says why it exists.
    public func purpose(_ purpose: String) -> Self { modified { $0.purpose = purpose } }
}

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

extension Check: CallModifiers {
    /// A copy whose stored check was changed.
    public func modified(_ change: (inout Node.Action) -> Void) -> Check { Check(node: node.modified(change)) }
}
