import Foundation

/// How many kills there are, and which.
enum KillSettings {
    /// How many in all; `WORKSTREAM_KILLS`, otherwise 100.
    static let kills = number("WORKSTREAM_KILLS") ?? 100
    /// How many programs are killed side by side; `WORKSTREAM_KILL_LANES`, otherwise 6.
    static let lanes = number("WORKSTREAM_KILL_LANES") ?? 6
    /// What their times follow from; `WORKSTREAM_KILL_SEED`, otherwise 1.
    static let seed = UInt64(number("WORKSTREAM_KILL_SEED") ?? 1)
    /// After so many kills the next ones find a new world: to open many old runs would take the time of the new ones.
    static let killsOfWorld = 100

    /// How many of the kills belong to a lane.
    static func share(of lane: Int) -> Int { kills * (lane + 1) / lanes - kills * lane / lanes }

    private static func number(_ name: String) -> Int? {
        ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
    }
}
