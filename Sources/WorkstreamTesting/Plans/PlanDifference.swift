public import Workstream

/// What differs between two plans, and nothing else; empty when they say the same.
///
/// ```swift
/// #expect(plan.difference(from: expected).isEmpty)
/// ```
///
/// A test that fails prints it:
///
/// ```text
/// 3 differences:
///   Fleet (block) concurrency: 1 → 5
///   Fleet/web-2/upload (action) request at $.host: "web-2" → "web-3"
/// + Fleet/web-9 (sequence of 2 actions)
/// ```
///
/// The same two plans have the same difference, in every process. What submit writes into a plan (numbers, versions, effects that come from plugins) is no
/// difference, so a stored plan can be compared with its definition.
public struct PlanDifference: Sendable, Equatable {
    /// What differs, in the order of execution; what was removed stands where it was.
    public let changes: [Change]

    /// Whether the plans say the same.
    public var isEmpty: Bool { changes.isEmpty }

    /// The changes of a node: those of its own, not those of the nodes in it.
    public subscript(path: NodePath) -> [Change] {
        changes.filter { $0.path == path }
    }
}

extension Plan {
    /// What makes this plan another one than a former or an expected one.
    ///
    /// Nodes are recognised by their keys, then by their names, then by what they say: so a renamed sequence among a thousand is one change, and of two
    /// actions of one name the one that was removed is told from the one that stayed.
    ///
    /// - Parameter other: The plan that is taken for the former one, such as the one that a test expects.
    /// - Complexity: O(*n* log *n*) in the number of nodes; O(*n*) where no nodes have changed places.
    public func difference(from other: Plan) -> PlanDifference {
        guard self != other else { return PlanDifference(changes: []) }
        var comparison = PlanComparison()
        comparison.compare(other.definition, definition)
        return PlanDifference(changes: comparison.finish())
    }
}
