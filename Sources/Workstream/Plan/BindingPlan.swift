/// Which actions every binding of a plan reads, found once; validation and the engine both use it, so that they mean the same action.
package struct BindingPlan: Sendable {
    /// A binding and the actions behind its sources.
    package struct Resolved: Sendable, Equatable {
        /// The binding.
        package let binding: Binding
        /// The number of the action behind each of its sources, in the order of `binding.sources`.
        package let sources: [Int]
    }

    /// The bindings that could be resolved, in listed order, by the number of the action or check that has them.
    package private(set) var bindings: [Int: [Resolved]] = [:]
    /// The numbers of the actions that some binding reads: their responses must be kept while the run lives.
    package private(set) var sources: Set<Int> = []
    /// What is wrong, by the number of the action.
    package private(set) var problems: [Problem] = []

    /// Why a source of a binding cannot be used.
    package struct Problem: Sendable, Equatable {
        /// The number of the action that has the binding.
        package let action: Int
        /// The place of the binding in the list of the action.
        package let binding: Int
        /// How the source is named.
        package let reference: Binding.Reference
        /// What is wrong with it.
        package let reason: Reason
    }

    /// What can be wrong with a source.
    package enum Reason: Sendable, Equatable {
        /// No action is called that.
        case unknown
        /// Several actions, of which the first few are listed, are called that, none of them alone in being earlier in the own sequence or batch.
        case ambiguous([Int])
        /// The key belongs to a node that is no action.
        case notAnAction(Int)
        /// It is a check: a check only says whether something is so, and runs as often as it must.
        case check(Int)
        /// It is the action itself.
        case itself
        /// It runs later (S29).
        case later(Int)
        /// It stands in another sequence of the block, for which the own sequence does not wait (S29).
        case concurrent(Int)
        /// It may be missing when the binding is filled in, and there is no `otherwise` (S29).
        case mayBeMissing(Int, Absence)
    }

    /// Why a source may be missing at run time.
    package enum Absence: Sendable, Equatable {
        /// Its sequence, with this number, may fail within the tolerance of its block.
        case tolerated(Int)
        /// Its block, with this number, may be bypassed.
        case bypassed(Int)
        /// Its deferred batch, with this number, may not be chosen, or may fail.
        case deferred(Int)
        /// The binding is that of a deferred check, which runs also when the body failed.
        case failedBody
    }

    /// Resolves all bindings of a plan.
    ///
    /// - Complexity: O(*n*), plus, for a binding to another sequence of the block that is not a direct dependency, the dependencies behind its own sequence.
    package init(_ plan: Plan) {
        // Most plans have none, and then need no walk with places and paths.
        guard plan.containsAction(where: { !$0.bindings.isEmpty }) else { return }
        let bound = plan.nodes.filter { $0.action?.bindings.isEmpty == false }
        var resolver = BindingResolver(plan)
        for visit in bound {
            guard let action = visit.action else { continue }
            var resolved: [Resolved] = []
            for (place, binding) in action.bindings.enumerated() {
                var numbers: [Int] = []
                for case .response(let reference, _) in binding.sources {
                    let (number, reason) = resolver.source(reference, for: visit.number, hasOtherwise: binding.otherwise != nil)
                    if let reason { problems.append(Problem(action: visit.number, binding: place, reference: reference, reason: reason)) }
                    if let number { numbers.append(number) }
                }
                if numbers.count == binding.sources.count {
                    resolved.append(Resolved(binding: binding, sources: numbers))
                    sources.formUnion(numbers)
                }
            }
            bindings[visit.number] = resolved
        }
    }
}
