public import Workstream

/// A moment of an execution, as expectations see it.
public struct SimulatedMoment<World: Sendable>: Sendable {
    /// The world.
    public let world: World
    /// The time.
    public let time: Timestamp
    private let events: [Event]
    private let prototype: Run

    /// A moment.
    init(world: World, time: Timestamp, events: [Event], prototype: Run) {
        self.world = world
        self.time = time
        self.events = events
        self.prototype = prototype
    }

    /// The run, as it is stored at this moment.
    ///
    /// - Complexity: O(events so far), each time.
    public var run: Run {
        var run = prototype
        for event in events { run.apply(event) }
        return run
    }
}
