package import Workstream

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

extension Environment {
    /// The environment of an engine that runs on a seeded executor: time, order, seeds and ids follow from the seed.
    ///
    /// - Parameters:
    ///   - executor: Where everything runs, plugin calls included.
    ///   - wallClock: What the machine's clock shows; virtual time where none is given. It may jump.
    package static func simulated(_ executor: SeededExecutor, wallClock: (@Sendable () -> Timestamp)? = nil) -> Environment {
        Environment(
            now: { executor.now },
            wallClock: wallClock ?? { executor.now },
            randomSeed: { executor.drawIdentifier() },
            uuid: { uuid(executor.drawIdentifier(), executor.drawIdentifier()) },
            spawn: { name, operation in executor.spawn(name, operation) },
            spawnPlugin: { name, operation in PluginTask(task: executor.spawn(name, operation), abandon: {}) },
            makeAlarm: { handler in VirtualAlarm(executor: executor, handler: handler) })
    }

    /// A random UUID (version 4, RFC 9562) of two numbers.
    private static func uuid(_ high: UInt64, _ low: UInt64) -> UUID {
        var bytes = (0..<16).map { UInt8(truncatingIfNeeded: ($0 < 8 ? high : low) >> (8 * UInt64($0 % 8))) }
        bytes[6] = bytes[6] & 0x0F | 0x40
        bytes[8] = bytes[8] & 0x3F | 0x80
        return UUID(
            uuid: (
                bytes[0], bytes[1], bytes[2], bytes[3], bytes[4], bytes[5], bytes[6], bytes[7],
                bytes[8], bytes[9], bytes[10], bytes[11], bytes[12], bytes[13], bytes[14], bytes[15]
            ))
    }
}
