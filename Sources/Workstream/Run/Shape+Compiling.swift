extension Shape {
    /// What is wrong with the numbers of a stored plan.
    package struct NumberingError: Error, CustomStringConvertible {
        /// What happened, why it matters, what to do.
        package let description: String

        /// A node has no number that can be used.
        static func missing(_ kind: Node.Kind) -> Self {
            Self(
                description: "A \(kind) of the plan has no number that can be used. The journal names nodes by number, so it cannot be read "
                    + "without: use the plan that submit stored.")
        }

        /// The plan itself has another number than 0.
        static func rootless(_ number: Int) -> Self {
            Self(
                description: "The plan has the number \(number), but the number of a plan is 0. "
                    + "The journal names nodes by number, so it cannot be read: use the plan that submit stored.")
        }

        /// A number is not one of those from 0 on, or stands at two nodes.
        static func misused(_ number: Int, count: Int) -> Self {
            Self(
                description: "The plan has \(count) nodes, and the number \(number) is used twice or is too large. "
                    + "The journal names nodes by number, so it cannot be read: use the plan that submit stored.")
        }
    }

    /// Compiles a plan whose nodes have their numbers.
    ///
    /// - Parameters:
    ///   - plan: The stored plan, its defaults written out.
    ///   - sources: The actions whose responses a binding reads.
    ///   - canProbe: Whether a plugin can be asked what a call did, by its registered name.
    ///   - retryPolicy: The retry policy of a plugin, by its registered name.
    /// - Throws: `NumberingError` when the numbers are not those from 0 on, each once.
    /// - Complexity: O(nodes).
    package convenience init(
        _ plan: Plan, sources: Set<Int> = [], canProbe: (String) -> Bool = { _ in false }, retryPolicy: (String) -> RetryPolicy
    ) throws(NumberingError) {
        var compiler = Compiler(plan, sources: sources)
        try compiler.compile(plan)
        compiler.look(canProbe, retryPolicy)
        self.init(compiler)
    }
}

extension Plan {
    /// How many nodes there are.
    ///
    /// - Complexity: O(sequences, groups and batches).
    var countOfNodes: Int {
        blocks.reduce(1 + checks.countOfNodes + deferred.countOfNodes) { count, block in
            block.sequences.reduce(count + 1 + block.checks.countOfNodes + block.deferred.countOfNodes) { count, sequence in
                count + 1 + sequence.checks.countOfNodes + sequence.actions.count
            }
        }
    }
}

extension [Node.Checks] {
    fileprivate var countOfNodes: Int { reduce(0) { $0 + 1 + $1.checks.count } }
}

extension [Node.Batch] {
    fileprivate var countOfNodes: Int { reduce(0) { $0 + 1 + $1.actions.count } }
}
