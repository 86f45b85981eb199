import Testing
import Workstream
import WorkstreamTesting

// The code of docs/testing-plans.md, parts "Bounds" and "Forecast".

@Suite("Forecasting plans, as the guide says", .timeLimit(.minutes(10)))
struct ForecastGuideTests {
    private static let hosts = (1...20).map { "web-\($0)" }

    @Test("what a deployment can never exceed")
    func bounds() throws {
        let plan = Plan.deploy("build-7", to: Self.hosts)
        let bounds = plan.bounds(plugins: [Upload(service: UploadService())])
        #expect(bounds.targetsAtATime == 5)
        #expect(bounds.failures == 5)
        #expect(try #require(bounds.duration) < .seconds(7_200))
        #expect(bounds.uncheckedChanges.count == 20)
        #expect(bounds.batchesThatNeverRun.isEmpty)
    }

    @Test("what is to be expected of a deployment")
    func forecast() throws {
        let simulation = Simulation(of: .deploy("build-7", to: Self.hosts), plugins: [Upload(service: UploadService())])
            .modelling(Upload.self, .duration(.exponential(mean: .seconds(8))), .fails(0.02))
        let forecast = try simulation.forecast(runs: 200, seed: 1)
        #expect(forecast.probability(of: .completed) > 0.95)
        #expect(try #require(forecast.duration(percentile: 90)) < .seconds(420))
        let wider = try simulation.concurrency(10, of: "Fleet").forecast(runs: 200, seed: 1)
        #expect(try #require(wider.duration(percentile: 90)) < (try #require(forecast.duration(percentile: 90))))
    }

    @Test("what earlier runs say about the next one")
    func history() throws {
        let history = try withVirtualTime(seed: 1) { executor in
            let memory = MemoryStorage(on: executor)
            let engine = try await Engine(storage: memory, plugins: [Upload(service: UploadService())], on: executor)
            _ = try await engine.run(.deploy("build-7", to: ["web-1", "web-2", "web-3"]))
            try await engine.shutdown()
            return try await CallHistory(of: try await RunArchive(memory, on: executor), matching: RunQuery(plan: "Deploy shop"))
        }
        let forecast = try Plan.deploy("build-8", to: Self.hosts).forecast(after: history, runs: 100)
        #expect(forecast.duration(percentile: 50) == .seconds(20 + 300 + 4 * 20))
    }
}
