public import Workstream

/// What is expected, and what goes wrong.
extension Simulation {
    /// Says what holds all the time: it is looked at after the effect of every call, and whenever something is stored of the run.
    ///
    /// - Parameters:
    ///   - name: What is expected, as reports say it.
    ///   - holds: Looks at the world and the run; what it throws is an objection, too.
    public func always(_ name: String, _ holds: @escaping @Sendable (SimulatedMoment<World>) throws -> Bool) -> Self {
        var simulation = self
        simulation.promises.append(WorldPromise(name: name, holds: holds))
        return simulation
    }

    /// Says what holds when the run is over.
    ///
    /// - Parameters:
    ///   - name: What is expected, as reports say it.
    ///   - holds: Looks at the world and the run; what it throws is an objection, too.
    public func eventually(_ name: String, _ holds: @escaping @Sendable (SimulatedMoment<World>) throws -> Bool) -> Self {
        var simulation = self
        simulation.endings.append(WorldPromise(name: name, holds: holds))
        return simulation
    }

    /// Says what goes wrong beside calls; everything where nothing is said.
    public func faults(_ faults: SimulatedFaults) -> Self {
        var simulation = self
        simulation.faults = faults
        return simulation
    }

    /// Says how engines treat the run.
    public func options(_ options: EngineOptions) -> Self {
        var simulation = self
        simulation.options = options
        return simulation
    }

    /// Says how far an execution may go before it counts as one that never ends: 30 days of virtual time and 400,000 jobs of each engine where nothing is said.
    public func limits(virtualTime: Duration = .seconds(30 * 86_400), jobs: Int = 400_000) -> Self {
        var simulation = self
        simulation.limits = SeededExecutor.Limits(virtualTime: virtualTime, jobs: jobs)
        return simulation
    }
}
