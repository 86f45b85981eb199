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

extension Check: CallModifiers {
    /// A copy whose stored check was changed.
    public func modified(_ change: (inout Node.Action) -> Void) -> Check { Check(node: node.modified(change)) }
}
