extension Node.Checks {
    /// A group with a body of checks; `PreChecks { … }` and its like are shorter.
    public init(_ kind: Kind, @ChecksContent _ content: () throws -> ChecksContent.Body) rethrows {
        self.init(kind, checks: try content().actions)
    }

    private func modified(_ change: (inout Node.Checks) -> Void) -> Node.Checks {
        var copy = self
        change(&copy)
        return copy
    }

    /// The group, with so much time from the end of one run to the start of the next (S7); without meaning unless it is continuous.
    public func interval(_ interval: Duration) -> Node.Checks { modified { $0.interval = interval } }

    /// The group, with checks that could not look counting as ones that say no (S4); without meaning unless it is a bypass.
    public func treatingErrorsAsNo(_ treats: Bool = true) -> Node.Checks { modified { $0.treatsErrorsAsNo = treats } }

    /// The group, named to programs by a key that is unique in the plan.
    public func key(_ key: String) -> Node.Checks { modified { $0.key = key } }
}
