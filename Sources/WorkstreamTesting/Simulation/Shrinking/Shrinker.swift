import Workstream

/// Looks for the smallest run in which something still goes wrong.
///
/// Greedy: whatever can be left out without losing the mistake is left out, large parts first, until nothing more can. What a user expects must fail at the same
/// action, since a rollback that is left out, say, would be another mistake. A candidate is played with its own
/// seed and a few others, because with fewer parts the same mistake needs another order of things. How many are tried is limited by a number and not by a
/// time, so that the same run comes out on every machine.
struct Shrinker<World: Sendable> {
    private let simulation: Simulation<World>
    private let objection: Objection
    private var left: Int
    /// How many candidates were tried.
    private(set) var tries = 0

    /// A shrinker for what is wrong in a simulation.
    ///
    /// - Parameters:
    ///   - simulation: The simulation.
    ///   - objection: What is wrong.
    ///   - limit: How many candidates are tried.
    init(_ simulation: Simulation<World>, _ objection: Objection, limit: Int) {
        self.simulation = simulation
        self.objection = objection
        left = limit
    }

    /// The smallest run that was found.
    mutating func shrink(_ scenario: Scenario) -> Scenario {
        var best = scenario
        var hasImproved = true
        while hasImproved, left > 0 {
            hasImproved = false
            for step in [Self.fewerFaults, Self.smallerPlans, Self.plainerPlans, Self.earlierFaults] {
                var place = 0
                // After a success the rest of the list is about what is left, at about the same place.
                while left > 0, case let candidates = step(best), place < candidates.count {
                    if let smaller = firstFailing(candidates[place]) {
                        best = smaller
                        hasImproved = true
                    } else {
                        place += 1
                    }
                }
            }
        }
        return best
    }

    /// The candidate with a seed and places of faults with which it fails; nil: it does not.
    private mutating func firstFailing(_ candidate: Scenario) -> Scenario? {
        left -= 1
        tries += 1
        guard let subject = try? SimulationSubject(candidate.plan, in: simulation) else { return nil }
        if fails(candidate, subject) { return candidate }
        var random = SeededGenerator(seed: candidate.seed)
        for _ in 0..<4 {
            var other = candidate
            other.seed = random.next()
            if fails(other, subject) { return other }
            guard !candidate.faults.isEmpty else { continue }
            other.faults = candidate.faults.map { $0.moved(to: 1 + random.next(below: max(1, $0.place))) }
            if fails(other, subject) { return other }
        }
        return nil
    }

    private func fails(_ scenario: Scenario, _ subject: SimulationSubject) -> Bool {
        Execution(subject: subject, seed: scenario.seed, faults: scenario.faults).play().objections.contains { other in
            other.rule == objection.rule && other.path == objection.path
        }
    }

    private static func fewerFaults(_ scenario: Scenario) -> [Scenario] {
        guard !scenario.faults.isEmpty else { return [] }
        var candidates = [scenario]
        candidates[0].faults = []
        guard scenario.faults.count > 1 else { return candidates }
        for place in scenario.faults.indices {
            var candidate = scenario
            candidate.faults.remove(at: place)
            candidates.append(candidate)
        }
        return candidates
    }

    private static func earlierFaults(_ scenario: Scenario) -> [Scenario] {
        scenario.faults.indices.flatMap { place -> [Scenario] in
            let fault = scenario.faults[place]
            return [fault.place / 2, fault.place - 1].filter { $0 >= 1 && $0 < fault.place }.map { earlier in
                var candidate = scenario
                candidate.faults[place] = fault.moved(to: earlier)
                return candidate
            }
        }
    }

    private static func smallerPlans(_ scenario: Scenario) -> [Scenario] {
        scenario.plan.smaller.map { Scenario(plan: $0, seed: scenario.seed, faults: scenario.faults) }
    }

    private static func plainerPlans(_ scenario: Scenario) -> [Scenario] {
        scenario.plan.plainer.map { Scenario(plan: $0, seed: scenario.seed, faults: scenario.faults) }
    }
}
