public import Workstream

/// Thousands of executions of a plan in a world of one's own, to find out what goes wrong before it does.
///
/// ```swift
/// let simulation = Simulation(of: plan, plugins: [Shell(), RemoveFile()], world: Shop())
///     .modelling(RemoveFile.self) { request, shop in
///         shop.files.remove(request.path)
///         return .init()
///     }
///     .modelling(at: "Fleet/*/upload", .duration(.exponential(mean: .seconds(40))), .fails(0.05), .hangs(0.001))
///     .always("a version is there") { $0.world.files.contains { $0.hasPrefix("app") } }
/// let report = try simulation.run(10_000, seed: 1)
/// #expect(report.findings.isEmpty)
/// ```
///
/// It is the real engine that runs, in virtual time: the plan's plugins judge their requests, and only their work is left to a model of the world. Engines
/// crash, storages fail, and people stop, pause and decide at random moments; what the framework promises is checked in every execution, beside what the plan's
/// author expects. All of it follows from the seed.
///
/// The world is a value: give it value semantics all the way down, so that executions share nothing. A model that iterates over a set or a dictionary does so
/// in another order in every process; sort first.
public struct Simulation<World: Sendable>: Sendable {
    /// The plan.
    public internal(set) var plan: Plan
    /// The plugins.
    let plugins: PluginRegistry
    /// What the world is like before an execution.
    let world: World
    /// What calls do, in the order in which it was said.
    var models: [ModelRule] = []
    /// What is known of calls from earlier runs.
    var history = CallHistory()
    /// What calls do to the world.
    var effects: [WorldEffect<World>] = []
    /// What is expected all the time.
    var promises: [WorldPromise<World>] = []
    /// What is expected when a run is over.
    var endings: [WorldPromise<World>] = []
    /// What goes wrong beside calls.
    var faults = SimulatedFaults.all
    /// How engines treat runs.
    var options: EngineOptions
    /// What people do in every execution.
    var orders: [ScheduledFault] = []
    /// By how much people wait less than they may before they decide and let go on.
    var haste = 1
    /// Whether somebody waits for the run to the end, in each life.
    var isAwaited = false
    /// Nodes whose ends may differ between executions of one seed, all others being the same whatever engines there were; nil: ends are not compared.
    var exceptions: Set<String>?
    /// Nodes whose ends may differ as well where an engine died before an append was stored, since then something has happened that nobody wrote down.
    var exceptionsOfLoss: Set<String> = []
    /// Makes that in which an execution keeps its run.
    var makeDisk: @Sendable () -> any SimulatedDisk = { SimulatedMemory() }
    /// How far an execution may go.
    var limits = SeededExecutor.Limits(virtualTime: .seconds(30 * 86_400), jobs: 400_000)

    /// A simulation in which every call succeeds after a plausible time.
    ///
    /// - Parameters:
    ///   - plan: The plan.
    ///   - plugins: Its plugins. One that is missing takes requests of any form, and is not repeated unless the plan says that it may be.
    ///   - world: What the world is like before an execution.
    public init(of plan: Plan, plugins: PluginRegistry = [], world: World) {
        self.plan = plan
        self.plugins = plugins
        self.world = world
        // Leases that are seldom renewed and messages that nobody leaves cost no time.
        options = EngineOptions(leaseDuration: .seconds(7_200), messageInterval: .seconds(86_400))
    }
}

extension Simulation where World == Void {
    /// A simulation without a world: only what the framework promises is checked, and what is expected of the run.
    public init(of plan: Plan, plugins: PluginRegistry = []) {
        self.init(of: plan, plugins: plugins, world: ())
    }
}
