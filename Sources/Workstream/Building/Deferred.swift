/// Actions that run when a plan or block is over and a condition holds, such as a roll-back (S14).
public typealias Deferred = Node.Batch

extension Node.Batch {
    /// A batch with a body of actions.
    ///
    /// - Parameters:
    ///   - name: What the batch is called; need not be unique.
    ///   - purpose: Why it exists, for the people who read the run.
    ///   - condition: When the batch runs.
    ///   - isRequired: Whether a failure of the batch fails its plan or block; otherwise it is only listed.
    ///   - content: The actions, in order.
    public init(
        _ name: String, purpose: String = "", when condition: DeferredCondition, required isRequired: Bool = false,
        @BatchContent _ content: () throws -> BatchContent.Body
    ) rethrows {
        self.init(name: name, purpose: purpose, condition: condition, isRequired: isRequired, actions: try content().actions)
    }

    private func modified(_ change: (inout Node.Batch) -> Void) -> Node.Batch {
        var copy = self
        change(&copy)
        return copy
    }

    /// The batch, failing its plan or block when it fails.
    public func required(_ isRequired: Bool = true) -> Node.Batch { modified { $0.isRequired = isRequired } }

    /// The batch, named to programs by a key that is unique in the plan.
    public func key(_ key: String) -> Node.Batch { modified { $0.key = key } }

    /// The batch, saying why it exists.
    public func purpose(_ purpose: String) -> Node.Batch { modified { $0.purpose = purpose } }
}
