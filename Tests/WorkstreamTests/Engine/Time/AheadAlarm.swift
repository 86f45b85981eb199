import WorkstreamTesting

@testable import Workstream

/// An alarm whose clock is ahead of virtual time, or behind it.
final class AheadAlarm: Alarm {
    private let alarm: any Alarm
    private let lead: Duration

    /// Makes an alarm that is not set.
    init(by lead: Duration, in environment: Environment, handler: @escaping @Sendable () -> Timestamp?) throws {
        self.lead = lead
        alarm = try environment.makeAlarm { handler().map { $0 + (.zero - lead) } }
    }

    /// Asks to ring at a moment at the latest.
    func ring(by deadline: Timestamp) { alarm.ring(by: deadline + (.zero - lead)) }

    /// Rings no more.
    func stop() { alarm.stop() }
}

extension Environment {
    /// The environment of an engine whose machine's clock is ahead of virtual time; behind it where that is negative.
    static func simulated(_ executor: SeededExecutor, ahead lead: Duration) -> Environment {
        let punctual = Environment.simulated(executor)
        var environment = punctual
        environment.now = { executor.now + lead }
        environment.wallClock = environment.now
        environment.makeAlarm = { handler in try AheadAlarm(by: lead, in: punctual, handler: handler) }
        return environment
    }
}
