#if canImport(FoundationEssentials)
    package import FoundationEssentials
#else
    package import Foundation
#endif

/// Where the engine gets its time, its randomness, its ids and its tasks: the only place.
///
/// In tests and simulations another one takes its place, in which time is virtual and the order of everything follows from a seed.
package struct Environment: Sendable {
    /// The engine's time: the wall clock at opening, plus the monotonic time since (S72).
    package var now: @Sendable () -> Timestamp
    /// What the machine's clock shows, which may jump.
    package var wallClock: @Sendable () -> Timestamp
    /// A seed that nobody can foresee, for a run's jitter.
    package var randomSeed: @Sendable () -> UInt64
    /// A new id.
    package var uuid: @Sendable () -> UUID
    /// Begins a task of the engine.
    package var spawn: @Sendable (_ name: String, _ operation: @escaping @Sendable () async -> Void) -> Task<Void, Never>
    /// Begins a plugin call, on threads of its own; throws ``PluginExecutor/Refusal`` where too many are lost.
    package var spawnPlugin: @Sendable (_ name: String, _ operation: @escaping @Sendable () async -> Void) throws -> PluginTask
    /// Makes an alarm, for the ``Watchdog``; its handler says when to ring next, if at all.
    package var makeAlarm: @Sendable (_ handler: @escaping @Sendable () -> Timestamp?) throws -> any Alarm

    /// Makes an environment from its parts.
    package init(
        now: @escaping @Sendable () -> Timestamp,
        wallClock: @escaping @Sendable () -> Timestamp,
        randomSeed: @escaping @Sendable () -> UInt64,
        uuid: @escaping @Sendable () -> UUID,
        spawn: @escaping @Sendable (_ name: String, _ operation: @escaping @Sendable () async -> Void) -> Task<Void, Never>,
        spawnPlugin: @escaping @Sendable (_ name: String, _ operation: @escaping @Sendable () async -> Void) throws -> PluginTask,
        makeAlarm: @escaping @Sendable (_ handler: @escaping @Sendable () -> Timestamp?) throws -> any Alarm
    ) {
        self.now = now
        self.wallClock = wallClock
        self.randomSeed = randomSeed
        self.uuid = uuid
        self.spawn = spawn
        self.spawnPlugin = spawnPlugin
        self.makeAlarm = makeAlarm
    }
}

extension Environment {
    /// The real world, with time that begins now and a ``PluginExecutor`` of its own.
    ///
    /// - Throws: ``NativeThread/StartFailure``.
    package static func live(plugins limits: PluginExecutor.Limits = PluginExecutor.Limits()) throws -> Environment {
        let wallClock: @Sendable () -> Timestamp = { Timestamp(Date()) }
        let clock = SteadyClock(opening: wallClock())
        let plugins = try PluginExecutor(limits: limits)
        return Environment(
            now: { clock.now },
            wallClock: wallClock,
            randomSeed: {
                var generator = SystemRandomNumberGenerator()
                return generator.next()
            },
            uuid: { UUID() },
            // Unstructured, since the engine's tasks outlive the calls that begin them.
            spawn: { name, operation in Task(name: name) { await operation() } },
            spawnPlugin: { name, operation in try plugins.spawn(name, operation) },
            makeAlarm: { handler in try AlarmThread(clock: clock, handler: handler) })
    }
}
