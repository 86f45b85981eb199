/// Makes a sequence with a body of actions, pre-checks and post-checks.
///
/// It is a function, not a type, because a public type of that name would hide the standard library's `Sequence` in every file that imports this module.
/// The type is `Node.Sequence`.
///
/// - Parameters:
///   - name: What the sequence is called, usually its target; need not be unique.
///   - purpose: Why it exists, for the people who read the run.
///   - content: What the sequence consists of.
public func Sequence(
    _ name: String, purpose: String = "", @SequenceContent _ content: () throws -> SequenceContent.Body
) rethrows -> Node.Sequence {
    try Node.Sequence(name, purpose: purpose, content)
}

extension Node.Sequence {
    /// A sequence with a body of actions, pre-checks and post-checks; the function `Sequence(…)` is shorter.
    public init(_ name: String, purpose: String = "", @SequenceContent _ content: () throws -> SequenceContent.Body) rethrows {
        let body = try content()
        self.init(name: name, purpose: purpose, checks: body.checks, actions: body.actions)
    }

    private func modified(_ change: (inout Node.Sequence) -> Void) -> Node.Sequence {
        var copy = self
        change(&copy)
        return copy
    }

    /// The sequence, running only when others of its block, by name or key, have completed (S23).
    ///
    /// Calls add up.
    public func after(_ names: String...) -> Node.Sequence { modified { $0.after += names } }

    /// The sequence, running only when others of its block, by name or key, have completed (S23).
    ///
    /// Calls add up.
    public func after(_ names: [String]) -> Node.Sequence { modified { $0.after += names } }

    /// The sequence, named to programs by a key that is unique in the plan.
    public func key(_ key: String) -> Node.Sequence { modified { $0.key = key } }

    /// The sequence, saying why it exists.
    public func purpose(_ purpose: String) -> Node.Sequence { modified { $0.purpose = purpose } }
}
