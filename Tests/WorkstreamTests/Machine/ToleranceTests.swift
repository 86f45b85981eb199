import Testing

@testable import Workstream

@Suite("Tolerated failures")
struct ToleranceTests {
    /// A block of so many sequences of one action, all of which fail until nothing runs.
    private func failing(_ count: Int, _ tolerance: Tolerance, concurrency: Int, exact: Bool) throws -> Trial {
        var block = Node.Block(name: "B", sequences: (1...count).map { sequence("\($0)", "a") })
        block.toleratedFailures = tolerance
        block.concurrency = concurrency
        block.isExact = exact
        var trial = try Trial.started(Plan(name: "P", blocks: [block]))
        while let call = trial.running.first { trial.fail(call) }
        return trial
    }

    private func failures(_ trial: Trial) -> Int { (1...20).count { number in trial.status("B/\(number)") == .failed } }

    @Test(
        "S21 at most tolerated + concurrency sequences fail, and with exact at most tolerated + 1",
        arguments: [(Tolerance.count(0), 0), (.count(3), 3), (.percent(19), 3), (.percent(20), 4)], [1, 2, 5])
    func most(_ row: (tolerance: Tolerance, tolerated: Int), _ concurrency: Int) throws {
        let loose = try failing(20, row.tolerance, concurrency: concurrency, exact: false)
        #expect(failures(loose) == row.tolerated + concurrency)
        #expect(loose.finished == .failed)
        let exact = try failing(20, row.tolerance, concurrency: concurrency, exact: true)
        #expect(failures(exact) == row.tolerated + 1)
        #expect(exact.finished == .failed)
    }

    @Test("S21, S22 a block that tolerates any number is completed, whatever fails, exact or not", arguments: [true, false])
    func unlimited(_ isExact: Bool) throws {
        let trial = try failing(20, .unlimited, concurrency: 5, exact: isExact)
        #expect(failures(trial) == 20)
        #expect(trial.finished == .completed)
    }

    @Test("S21 with exact, places grow scarce only as failures come near")
    func exactPlaces() throws {
        let places = (0...3).map {
            ToleranceRule.places(concurrency: 3, failed: $0, skipped: 0, tolerated: 3, toleratesSkips: false, isExact: true)
        }
        #expect(places == [3, 3, 2, 1])
        #expect(ToleranceRule.places(concurrency: 3, failed: 1, skipped: 2, tolerated: 3, toleratesSkips: false, isExact: true) == 1)
        #expect(ToleranceRule.places(concurrency: 3, failed: 1, skipped: 2, tolerated: 3, toleratesSkips: true, isExact: true) == 3)
    }

    @Test(
        "S21 a percentage of the sequences is rounded down",
        arguments: [(0, 7, 0), (50, 3, 1), (33, 3, 0), (34, 3, 1), (99, 100, 99), (100, 7, 7), (10, 1_000_009, 100_000)])
    func percentage(_ row: (percent: Int, sequences: Int, limit: Int)) {
        #expect(Tolerance.percent(row.percent).limit(of: row.sequences) == row.limit)
    }
}
