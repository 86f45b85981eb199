public import Workstream

extension Plan {
    /// What no run of the plan can exceed.
    ///
    /// - Parameters:
    ///   - plugins: The plugins of the plan, for how long they wait between attempts, and whether they are asked about calls that were cut off. Without the
    ///     plugin of an action that is tried again nobody can say how long a run may take.
    ///   - gracePeriod: How long the engine waits for a cancelled call (`EngineOptions.gracePeriod`).
    /// - Complexity: O(nodes + dependencies).
    public func bounds(plugins: PluginRegistry = [], gracePeriod: Duration = .seconds(30)) -> PlanBounds {
        let times = LongestTimes(plugins, gracePeriod: gracePeriod)
        let reach = FailureReach(self)
        var bounds = PlanBounds(duration: times.longest(self))
        for visit in nodes {
            switch visit.node {
            case .block(let block): bounds.add(PlanBounds.Block(block, visit.path, duration: times.longest(block)))
            case .batch(let batch):
                if !reach.mayRun(batch, of: visit.parent) { bounds.batchesThatNeverRun.append(visit.path) }
            case .action(let action):
                if let reason = times.endlessReason(action) { bounds.endless.append(.init(path: visit.path, reason: reason)) }
                if !visit.isCheck, !visit.isFollowedByCheck(times) { bounds.uncheckedChanges.append(visit.path) }
            case .plan, .checks, .sequence: break
            }
        }
        return bounds
    }
}

extension Node.Visit {
    /// Whether a check is sure to look after this action when all goes well.
    fileprivate func isFollowedByCheck(_ times: LongestTimes) -> Bool {
        guard let parent else { return false }
        var isDeferred = false
        for around in [parent] + parent.ancestors.reversed() {
            switch around.node {
            case .batch: isDeferred = true
            case .sequence(let sequence):
                if sequence.checks.contains(where: { $0.kind == .post }) { return true }
            case .block(let block):
                if block.checks.look(isDeferred: isDeferred) { return true }
                if case .plan(let plan)? = around.parent?.node, times.fits(plan.checks, into: block.exitDelay) { return true }
                isDeferred = false
            case .plan(let plan): return plan.checks.look(isDeferred: isDeferred)
            case .checks, .action: break
            }
        }
        return false
    }
}

extension [Node.Checks] {
    /// Whether there is a group that runs after the body, or after what is deferred.
    fileprivate func look(isDeferred: Bool) -> Bool {
        contains { $0.kind == .deferred || ($0.kind == .post && !isDeferred) }
    }
}
