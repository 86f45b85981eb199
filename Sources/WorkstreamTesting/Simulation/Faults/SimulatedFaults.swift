/// What goes wrong in a simulation, beside what calls do by themselves.
public struct SimulatedFaults: OptionSet, Sendable, Hashable {
    /// The kinds, a bit each.
    public let rawValue: Int

    /// The kinds of those bits.
    public init(rawValue: Int) {
        self.rawValue = rawValue
    }

    /// Engines are killed with an append, the appends of a recovery included; the next one comes soon, or after long.
    public static let crashes = SimulatedFaults(rawValue: 1)
    /// Engines are shut down gracefully, and the next one takes the run up.
    public static let restarts = SimulatedFaults(rawValue: 2)
    /// Appends fail, and the batch is stored all the same, or not.
    public static let storageFaults = SimulatedFaults(rawValue: 4)
    /// Somebody stops the run, softly or hard.
    public static let stops = SimulatedFaults(rawValue: 8)
    /// Somebody pauses the run or lets the engine hold it, and lets it go on later.
    public static let pauses = SimulatedFaults(rawValue: 16)

    /// Nothing.
    public static let none: SimulatedFaults = []
    /// Everything.
    public static let all: SimulatedFaults = [.crashes, .restarts, .storageFaults, .stops, .pauses]
}
