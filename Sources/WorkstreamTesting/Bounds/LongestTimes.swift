import Workstream

/// How long the parts of a plan can take; `nil` where there is no limit.
struct LongestTimes {
    /// What is longer counts as so long, so that sums stay within what a duration can hold; some 30,000 years.
    private static let forever: Duration = .seconds(1_000_000_000_000)
    /// How many times a plugin is asked what it did before the engine gives up (S33).
    private static let longestProbing = 3

    private let plugins: PluginRegistry
    private let grace: Duration

    init(_ plugins: PluginRegistry, gracePeriod: Duration) {
        self.plugins = plugins
        grace = min(max(gracePeriod, .zero), Self.forever)
    }

    /// S1.
    func longest(_ plan: Plan) -> Duration? {
        around(plan.checks, plan.deferred, body: sum(plan.blocks.map { longest($0) }))
    }

    /// S2.
    func longest(_ block: Node.Block) -> Duration? {
        guard let whole = around(block.checks, block.deferred, body: body(block), afterSuccess: block.exitDelay) else { return nil }
        return block.entranceDelay + whole
    }

    /// Why there is no limit to how long an action or check can take.
    func endlessReason(_ action: Node.Action) -> String? {
        if action.timeout == nil, action.deadline == nil {
            return "It has neither a timeout nor a deadline, so it may run for ever. Give it one of them."
        }
        if action.retries > 0, action.deadline == nil, plugins[action.plugin] == nil {
            return "It is tried again, and nobody knows how long its plugin \"\(action.plugin)\" waits before. Give the plugin to `bounds`."
        }
        if action.onUnknownOutcome == .decide {
            return "When a call is cut off, it waits for a person's decision. A time limit needs `onUnknownOutcome: .fail`, or no word on it."
        }
        return nil
    }

    /// Whether a continuous group is sure to run once within a delay.
    func fits(_ groups: [Node.Checks], into delay: Duration) -> Bool {
        groups.contains { group in
            guard group.kind == .continuous, delay > .zero, let run = longest(group) else { return false }
            // One run may have begun before the delay did.
            return run + group.interval + run <= delay
        }
    }

    /// Checks and deferred work around a body.
    private func around(_ groups: [Node.Checks], _ batches: [Node.Batch], body: Duration?, afterSuccess delay: Duration = .zero) -> Duration? {
        let succeeded = sum([longest(groups, .post), longest(batches, [.success, .always]), delay])
        let failed = sum([longest(groups, .post), longest(batches, [.failure, .anyFailure, .always])])
        guard let succeeded, let failed else { return nil }
        return sum([
            longest(groups, .bypass), both(longest(groups, .pre), longest(groups, .continuous)), body, winding(groups), max(succeeded, failed),
            longest(groups, .deferred),
        ])
    }

    /// S20: sequences on the places of their block.
    ///
    /// However they are ordered by dependencies, places are idle only while one of a longest chain of sequences runs (R. L. Graham, "Bounds on multiprocessing
    /// timing anomalies", SIAM J. Appl. Math. 17, 1969).
    private func body(_ block: Node.Block) -> Duration? {
        let times = block.sequences.map { longest($0) }
        guard let whole = sum(times) else { return nil }
        // With `exact`, each failure takes a place away.
        let places = block.isExact ? 1 : min(block.concurrency, block.sequences.count)
        guard places > 1 else { return whole }
        let chain = longestChain(times.map { $0 ?? .zero }, block.dependencies.predecessors)
        return min(whole, chain + (whole - chain) / places)
    }

    private func longestChain(_ times: [Duration], _ predecessors: [[Int]]) -> Duration {
        guard !predecessors.isEmpty else { return times.max() ?? .zero }
        var ends: [Duration?] = Array(repeating: nil, count: times.count)
        var isPending = Array(repeating: false, count: times.count)
        // Depth first, with a list instead of calls: a chain may be as long as the block.
        for start in times.indices {
            var pending = [start]
            while let last = pending.last {
                isPending[last] = true
                // What waits for itself is a fault that validation reports.
                if let missing = predecessors[last].first(where: { ends[$0] == nil && !isPending[$0] }) {
                    pending.append(missing)
                    continue
                }
                ends[last] = (predecessors[last].compactMap { ends[$0] }.max() ?? .zero) + times[last]
                pending.removeLast()
            }
        }
        return ends.compactMap(\.self).max() ?? .zero
    }

    /// S3.
    private func longest(_ sequence: Node.Sequence) -> Duration? {
        sum([longest(sequence.checks, .pre), sum(sequence.actions.map { longest($0) }), longest(sequence.checks, .post)])
    }

    private func longest(_ batches: [Node.Batch], _ conditions: Set<DeferredCondition>) -> Duration? {
        sum(batches.filter { conditions.contains($0.condition) }.flatMap(\.actions).map { longest($0) })
    }

    /// Groups of one kind run side by side.
    private func longest(_ groups: [Node.Checks], _ kind: Node.Checks.Kind) -> Duration? {
        groups.filter { $0.kind == kind }.reduce(Optional(.zero)) { both($0, longest($1)) }
    }

    /// S6: so do the checks of a group.
    private func longest(_ group: Node.Checks) -> Duration? {
        group.checks.reduce(Optional(.zero)) { both($0, longest($1)) }
    }

    /// S8: when a body ends, a run of a continuous group that is under way finishes its attempts.
    private func winding(_ groups: [Node.Checks]) -> Duration? {
        groups.filter { $0.kind == .continuous }.flatMap(\.checks).reduce(Optional(.zero)) { both($0, attempt($1)) }
    }

    /// S24, S25, S33.
    private func longest(_ action: Node.Action) -> Duration? {
        guard endlessReason(action) == nil else { return nil }
        let plugin = plugins[action.plugin]
        let wait = limited(plugin?.retryPolicy.maximum ?? .zero)
        let questions = plugin?.probe == nil ? .zero : (limited(action.timeout ?? Node.Action.defaultTimeout) + grace + wait) * Self.longestProbing
        var longest: Duration?
        if let attempt = attempt(action), plugin != nil || action.retries == 0 {
            let attempts = min(action.retries, 1_000_000) + 1
            longest = (attempt + questions) * attempts + wait * (attempts - 1)
        }
        let ended = action.deadline.map { limited($0) + grace + questions }
        return switch (longest, ended) {
        case (let longest?, let ended?): min(longest, ended, Self.forever)
        case (let either, nil), (nil, let either): either.map { min($0, Self.forever) }
        }
    }

    private func attempt(_ action: Node.Action) -> Duration? { action.timeout.map { limited($0) + grace } }

    private func limited(_ duration: Duration) -> Duration { min(duration, Self.forever / 1_000_000) }

    private func both(_ left: Duration?, _ right: Duration?) -> Duration? {
        guard let left, let right else { return nil }
        return max(left, right)
    }

    private func sum(_ durations: [Duration?]) -> Duration? {
        durations.reduce(Optional(.zero)) { sum, duration in
            guard let sum, let duration else { return nil }
            return min(sum + duration, Self.forever)
        }
    }
}
