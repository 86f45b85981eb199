/// A group of checks in the body of a plan, a block or a sequence; it hands on a plain `Node.Checks`.
public struct CheckGroup<Time>: Sendable {
    /// The stored group.
    public var node: Node.Checks

    /// The group, named to programs by a key that is unique in the plan.
    public func key(_ key: String) -> Self {
        var copy = self
        copy.node.key = key
        return copy
    }
}

/// Checks that run first of all: when all pass, the plan or block is completed without doing anything (S4).
public typealias BypassChecks = CheckGroup<CheckTime.Bypass>

/// Checks that must pass before the body begins (S5).
public typealias PreChecks = CheckGroup<CheckTime.Pre>

/// Checks that must pass before the body begins, and that run again and again while it runs (S5, S7, S8).
public typealias ContinuousChecks = CheckGroup<CheckTime.Continuous>

/// Checks that must pass after a body that succeeded.
public typealias PostChecks = CheckGroup<CheckTime.Post>

/// Checks that run last of all, on success and on failure, but not after a bypass (S15).
public typealias DeferredChecks = CheckGroup<CheckTime.Deferred>

extension CheckGroup where Time == CheckTime.Bypass {
    /// A group that says whether there is anything to do.
    public init(@ChecksContent _ content: () throws -> ChecksContent.Body) rethrows {
        node = Node.Checks(.bypass, checks: try content().actions)
    }

    /// The group, with checks that could not look counting as ones that say no (S4): the plan or block then runs normally instead of failing.
    public func treatingErrorsAsNo(_ treats: Bool = true) -> Self {
        var copy = self
        copy.node.treatsErrorsAsNo = treats
        return copy
    }
}

extension CheckGroup where Time == CheckTime.Pre {
    /// A group that must pass before the body begins.
    public init(@ChecksContent _ content: () throws -> ChecksContent.Body) rethrows {
        node = Node.Checks(.pre, checks: try content().actions)
    }
}

extension CheckGroup where Time == CheckTime.Continuous {
    /// A group that runs again and again.
    ///
    /// - Parameter interval: The time from the end of one run to the start of the next; positive, 30 seconds unless given.
    public init(every interval: Duration = Node.Checks.defaultInterval, @ChecksContent _ content: () throws -> ChecksContent.Body) rethrows {
        node = Node.Checks(.continuous, checks: try content().actions, interval: interval)
    }
}

extension CheckGroup where Time == CheckTime.Post {
    /// A group that must pass after a body that succeeded.
    public init(@ChecksContent _ content: () throws -> ChecksContent.Body) rethrows {
        node = Node.Checks(.post, checks: try content().actions)
    }
}

extension CheckGroup where Time == CheckTime.Deferred {
    /// A group that runs last of all.
    public init(@ChecksContent _ content: () throws -> ChecksContent.Body) rethrows {
        node = Node.Checks(.deferred, checks: try content().actions)
    }
}
