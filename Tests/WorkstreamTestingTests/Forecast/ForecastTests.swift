import Foundation
import Testing
import Workstream
import WorkstreamTesting

@Suite("Forecasts", .timeLimit(.minutes(15))) struct ForecastTests {
    private static func plan(sequences: Int = 1, actions: Int = 1, retries: Int = 0) -> Plan {
        let actions = (0..<actions).map { Node.Action(name: "a\($0)", plugin: "act", request: [:], timeout: .seconds(600), retries: retries) }
        return Plan(name: "P", blocks: [Node.Block(name: "B", sequences: (0..<sequences).map { Node.Sequence(name: "s\($0)", actions: actions) })])
    }

    @Test("calls that always take the same time make a run that always takes their sum, and more places make it shorter")
    func fixed() throws {
        let simulation = Simulation(of: Self.plan(sequences: 10, actions: 2)).modelling(at: "**", .duration(.fixed(.seconds(5))))
        let forecast = try simulation.forecast(runs: 20)
        #expect(forecast.probability(of: .completed) == 1)
        #expect(forecast.duration(percentile: 50) == .seconds(100) && forecast.duration(percentile: 90) == .seconds(100))
        #expect(try simulation.concurrency(5).forecast(runs: 20).duration(percentile: 50) == .seconds(20))
        #expect(try simulation.concurrency(5, of: "B").forecast(runs: 20).duration(percentile: 50) == .seconds(20))
        #expect(try simulation.concurrency(5, of: "C").forecast(runs: 20).duration(percentile: 50) == .seconds(100))
        #expect(forecast.deciders.isEmpty)
    }

    @Test("S31 runs fail as often as what their chances say, and the action that most often decides it is named first")
    func deciders() throws {
        let forecast = try Simulation(of: Self.plan(actions: 3)).modelling(at: "B/s0/a0", .fails(0.1)).modelling(at: "B/s0/a2", .fails(0.4))
            .forecast(runs: 500, seed: 3)
        // 1 − 0.9 · 0.6 = 0.46, and of 500 runs three standard deviations are 0.067.
        #expect(abs(forecast.probability(of: .failed) - 0.46) < 0.067)
        #expect(forecast.deciders.map(\.path) == ["B/s0/a2", "B/s0/a0"])
        #expect(abs(forecast.deciders[0].share - 0.36) < 0.065 && abs(forecast.deciders[1].share - 0.1) < 0.041)
        #expect("\(forecast)".contains("failed by B/s0/a2"))
    }

    @Test("the same seed gives the same forecast, another one a slightly different one, and too few runs tell nothing of a percentile")
    func seeds() throws {
        let simulation = Simulation(of: Self.plan(actions: 3)).modelling(at: "**", .duration(.exponential(mean: .seconds(20))))
        let forecasts = try [1, 1, 2].map { try simulation.forecast(runs: 50, seed: $0).duration(percentile: 50) }
        #expect(forecasts[0] == forecasts[1] && forecasts[0] != forecasts[2])
        let few = try simulation.forecast(runs: 5)
        #expect(few.duration(percentile: 90) == nil && few.duration(percentile: 50) != nil)
        #expect(few.duration(percentile: 0) == nil && few.duration(percentile: 100) == nil)
        #expect(few.duration(percentile: 50, of: .failed) == nil)
        #expect(try simulation.forecast(runs: 0).probability(of: .completed) == 0)
        #expect(try Simulation(of: Self.plan(actions: 1)).forecast(runs: -1).runs == 0)
    }

    /// `WORKSTREAM_FORECASTS=all` holds 1,000 runs out for each model; otherwise 100.
    private static let isThorough = ProcessInfo.processInfo.environment["WORKSTREAM_FORECASTS"] == "all"

    @Test("of runs that were held out, nine of ten stay within P90, on the mean over 20 models drawn by lot")
    func coverage() throws {
        let runs = Self.isThorough ? 1_000 : 100
        var shares: [Double] = []
        for model in 0..<20 {
            var random = SeededGenerator(seed: UInt64(model) + 100)
            let plan = Self.plan(sequences: 1 + random.next(below: 4), actions: 1 + random.next(below: 3), retries: random.next(below: 3))
            let mean = Duration.seconds(1 + random.next(below: 60))
            let times: DurationDistribution =
                [.exponential(mean: mean), .uniform(.zero...mean * 2), .observed((1...9).map { .seconds($0 * $0 * $0) })][model % 3]
            let simulation = Simulation(of: plan).modelling(at: "**", .duration(times), .fails(Double(random.next(below: 20)) / 100))
                .concurrency(1 + random.next(below: 3))
            let limit = try #require(try simulation.forecast(runs: runs, seed: 1).duration(percentile: 90))
            // Held out: other seeds.
            let others = try simulation.forecast(runs: runs, seed: 2)
            shares.append(others.share(within: limit))
        }
        let mean = shares.reduce(0, +) / Double(shares.count)
        print("P90 held in \(Int((mean * 1_000).rounded())) of 1000 runs, on the mean over 20 models of \(runs) runs.")
        #expect(mean > (Self.isThorough ? 0.88 : 0.86) && mean < (Self.isThorough ? 0.92 : 0.94))
    }

    @Test("what earlier runs say of calls decides the forecast: durations, failures and calls that hung, by path or by plugin")
    func history() throws {
        let (history, mean) = try withVirtualTime(seed: 1) { executor in
            let quick = ScriptedAction("act", .take(.seconds(3)))
            quick.behave(.take(.seconds(40)), at: "B/s1/a1")
            quick.behave(.take(.seconds(40)), at: "B/s1/a1")
            let memory = MemoryStorage(now: { executor.now })
            let engine = try await Engine(storage: memory, plugins: [quick], environment: .simulated(executor))
            for _ in 0..<12 { _ = try await engine.run(Self.plan(sequences: 2, actions: 2)) }
            quick.behave(.fail, at: "B/s0/a0")
            for _ in 0..<4 { _ = try await engine.run(Self.plan(sequences: 2, actions: 2)) }
            try await engine.shutdown()
            let archive = try await RunArchive(memory, environment: .simulated(executor))
            let history = try await CallHistory(of: archive, matching: RunQuery(plan: "P"))
            return (history, try await CallHistory(of: archive, limit: 4))
        }
        let forecast = try Self.plan(sequences: 2, actions: 2).forecast(after: history, runs: 200)
        // 3 of 4 runs of "a0" in "s0" took 3 s, and the fourth failed at once.
        #expect(forecast.duration(percentile: 50, of: .completed).map { $0 <= .seconds(49) && $0 >= .seconds(43) } == true)
        #expect(abs(forecast.probability(of: .failed) - 0.25) < 0.1)
        #expect(forecast.deciders.map(\.path) == ["B/s0/a0"])
        // The newest four runs only failed.
        #expect(try Self.plan(sequences: 1, actions: 1).forecast(after: mean, runs: 20).probability(of: .failed) == 1)
        // Nothing is known of other plugins.
        var other = Self.plan()
        other.blocks[0].sequences[0].actions[0].plugin = "other"
        #expect(try other.forecast(after: history, runs: 20).probability(of: .completed) == 1)
    }

    @Test("a plan with faults has no forecast, and a run that never ends is no part of the durations")
    func hostile() throws {
        #expect(throws: InvalidPlan.self) { try Plan(name: "", blocks: []).forecast() }
        var endless = Self.plan()
        endless.blocks[0].sequences[0].actions[0].timeout = nil
        let forecast = try Simulation(of: endless).modelling(at: "**", .hangs(1)).forecast(runs: 2)
        #expect(forecast.probability(of: .running) == 1 && forecast.duration(percentile: 50) == nil)
    }
}
