import Workstream

/// Which conditions of deferred batches the plan itself can bring about, without a stop.
struct FailureReach {
    private let plan: Plan
    /// Whether the plan can fail after an action of its body has begun.
    private let planMayFailUnderWay: Bool

    init(_ plan: Plan) {
        self.plan = plan
        let kinds = Set(plan.checks.map(\.kind))
        // The gate of a later block fails after actions of an earlier one.
        planMayFailUnderWay =
            kinds.contains(.continuous) || kinds.contains(.post) || plan.blocks.contains { $0.mayFailUnderWay || $0.mayFailAfterBody }
            || plan.blocks.dropFirst().contains { $0.checks.mayFailBeforeBody }
    }

    /// Whether a batch can be chosen.
    func mayRun(_ batch: Node.Batch, of parent: Node.Visit?) -> Bool {
        switch (batch.condition, parent?.node) {
        case (.success, _), (.always, _): true
        case (.failure, .block(let block)): block.mayFailUnderWay || plan.checks.contains { $0.kind == .continuous }
        case (.anyFailure, .block(let block)):
            block.mayFailUnderWay || block.checks.mayFailBeforeBody || plan.checks.contains { $0.kind == .continuous }
        case (.failure, _): planMayFailUnderWay
        case (.anyFailure, _): planMayFailUnderWay || plan.checks.mayFailBeforeBody || plan.blocks.contains { $0.checks.mayFailBeforeBody }
        }
    }
}

extension Node.Block {
    /// Whether its body can fail, or the checks after it.
    fileprivate var mayFailUnderWay: Bool {
        toleratedFailures.limit(of: sequences.count) < sequences.count || checks.contains { $0.kind == .continuous || $0.kind == .post }
    }

    /// Whether it can fail by what is deferred.
    fileprivate var mayFailAfterBody: Bool { deferred.contains(where: \.isRequired) || checks.contains { $0.kind == .deferred } }
}

extension [Node.Checks] {
    /// Whether they can fail the plan or block before its body begins (S4, S5).
    fileprivate var mayFailBeforeBody: Bool {
        contains { $0.kind == .pre || $0.kind == .continuous || ($0.kind == .bypass && !$0.treatsErrorsAsNo) }
    }
}
