import Workstream

/// Draws what goes wrong in an execution.
struct FaultLottery {
    private var random: SeededGenerator
    private let kinds: SimulatedFaults
    private let appends: Int
    private let events: Int

    /// A lottery for an execution.
    ///
    /// - Parameters:
    ///   - seed: The seed of the execution.
    ///   - kinds: What may go wrong.
    ///   - appends: How many appends there are where nothing goes wrong.
    ///   - events: How many events there are then.
    init(seed: UInt64, kinds: SimulatedFaults, appends: Int, events: Int) {
        random = SeededGenerator(seed: seed).derived(0xFA17)
        self.kinds = kinds
        // Something may also go wrong in what follows from a fault.
        self.appends = appends + 8
        self.events = events + 4
    }

    /// What goes wrong: nothing in one of four executions, little in most.
    mutating func draw() -> [ScheduledFault] {
        guard random.next(below: 4) > 0 else { return [] }
        var faults: [ScheduledFault] = []
        if kinds.contains(.crashes) {
            for _ in 0..<few(of: 3) { faults.append(.crash(append: append(), isKept: random.next(below: 4) > 0, away: away())) }
        }
        if kinds.contains(.storageFaults), random.next(below: 3) == 0 {
            for _ in 0..<1 + few(of: 2) { faults.append(.failedAppend(append(), isKept: random.next(below: 2) == 0, mended: short())) }
        }
        if kinds.contains(.pauses), random.next(below: 3) == 0 {
            let lasting = away()
            faults.append(deed(random.next(below: 2) == 0 ? .pause(lasting: lasting) : .hold(lasting: lasting)))
        }
        if kinds.contains(.restarts), random.next(below: 4) == 0 { faults.append(deed(.restart(limit: short(), away: away()))) }
        if kinds.contains(.stops), random.next(below: 4) == 0 {
            for _ in 0..<1 + few(of: 2) { faults.append(deed(.stop(StopStrength.allCases[random.next(below: 4)]))) }
        }
        return faults
    }

    /// Mostly none, seldom more than one.
    private mutating func few(of most: Int) -> Int {
        var count = 0
        while count < most, random.next(below: 2) == 0 { count += 1 }
        return count
    }

    private mutating func append() -> Int { 1 + random.next(below: appends) }

    private mutating func deed(_ deed: ScheduledFault.Deed) -> ScheduledFault {
        .deed(event: 1 + random.next(below: events), after: random.next(below: 2) == 0 ? .zero : short(), deed)
    }

    /// Up to ten seconds.
    private mutating func short() -> Duration { .milliseconds(random.next(below: 10_000)) }

    /// Seconds or minutes, at times longer than a run may be left alone.
    private mutating func away() -> Duration {
        switch random.next(below: 8) {
        case 0: .seconds(1_800 + random.next(below: 7_200))
        case 1, 2: .seconds(random.next(below: 1_200))
        default: short()
        }
    }
}
