import Testing

@testable import Workstream

@Suite("Sequences that wait for others", .oneAtATime, .timeLimit(.minutes(15)))
struct DependencyTests {
    /// A block "B" of sequences with one action "a" each; "c < a b" waits for "a" and "b".
    private func plan(_ sequences: String..., block: (inout Node.Block) -> Void = { _ in }) -> Plan {
        var body = Node.Block(name: "B", sequences: sequences.map(waiting), concurrency: 10)
        block(&body)
        return Plan(name: "P", blocks: [body])
    }

    private func waiting(_ text: String) -> Node.Sequence {
        let words = text.split(separator: " ").map(String.init)
        return Node.Sequence(name: words[0], after: Array(words.dropFirst(2)), actions: [work("a")])
    }

    /// The names of the sequences under way.
    private func running(_ trial: Trial) -> [String] { trial.running.map { String($0.dropFirst(2).dropLast(2)) } }

    /// The chain that a skipped sequence names.
    private func chain(_ trial: Trial, _ sequence: String) -> [Int]? {
        for case .skipped(let skipped) in trial.events("B/\(sequence)") {
            if case .dependency(let chain) = skipped.reason { return chain }
        }
        return nil
    }

    @Test("S23 a sequence begins when all that it waits for have completed, and not before")
    func diamond() throws {
        var trial = try Trial.started(plan("a", "b < a", "c < a", "d < b c"))
        #expect(running(trial) == ["a"])
        trial.succeed("B/a/a")
        #expect(running(trial) == ["b", "c"])
        trial.succeed("B/c/a")
        #expect(running(trial) == ["b"])
        trial.succeed("B/b/a")
        #expect(running(trial) == ["d"])
        trial.succeed("B/d/a")
        #expect(trial.finished == .completed)
    }

    @Test("S23, S20 a free place goes to the first in listed order whose dependencies have completed, wherever those are listed")
    func listedOrder() throws {
        var trial = try Trial.started(plan("e < d", "b < c", "c", "d") { $0.concurrency = 1 })
        var order: [String] = []
        while let call = trial.running.first {
            order.append(String(call.dropFirst(2).dropLast(2)))
            trial.succeed(call)
        }
        #expect(order == ["c", "b", "d", "e"])
        #expect(trial.finished == .completed)
    }

    @Test("S23, S20 no more than the places are taken when many may begin at once")
    func places() throws {
        var trial = try Trial.started(plan("a", "b < a", "c < a", "d < a") { $0.concurrency = 2 })
        trial.succeed("B/a/a")
        #expect(running(trial) == ["b", "c"])
        trial.succeed("B/c/a")
        #expect(running(trial) == ["b", "d"])
    }

    @Test("S23 what waits for a sequence that did not complete is skipped with the chain that led there, and so are its dependents; the rest runs")
    func chain() throws {
        var trial = try Trial.started(
            plan("a", "b < a", "c < b", "d < c", "e", "f < e") {
                $0.toleratedFailures = .count(1)
                $0.toleratesSkips = true
            })
        trial.fail("B/a/a")
        let numbers = ["a", "b", "c"].map { trial.number("B/\($0)") }
        #expect(chain(trial, "b") == Array(numbers.prefix(1)))
        #expect(chain(trial, "c") == Array(numbers.prefix(2)))
        #expect(chain(trial, "d") == numbers)
        #expect(["b", "c", "d"].allSatisfy { trial.status("B/\($0)") == .skipped && trial.status("B/\($0)/a") == .skipped })
        trial.succeed("B/e/a", "B/f/a")
        #expect(trial.finished == .completed)
    }

    @Test("S23 a sequence that waits for several is skipped once, as soon as one of them did not complete")
    func skippedOnce() throws {
        var trial = try Trial.started(
            plan("a", "b < a", "c < a", "d < b c e", "e") {
                $0.toleratedFailures = .count(1)
                $0.toleratesSkips = true
            })
        trial.fail("B/a/a")
        #expect(trial.status("B/d") == .skipped)
        #expect(trial.events("B/d").count == 1)
        #expect(chain(trial, "d") == [trial.number("B/a"), trial.number("B/b")])
        trial.succeed("B/e/a")
        #expect(trial.status("B/d") == .skipped)
        #expect(trial.finished == .completed)
    }

    @Test(
        "S23, S21 a skipped sequence counts against the tolerance like a failure, unless the block tolerates skips",
        arguments: tolerances, [true, false])
    func tolerance(_ tolerance: Tolerance, _ toleratesSkips: Bool) throws {
        var trial = try Trial.started(
            plan("a", "b < a", "c < b", "d") {
                $0.toleratedFailures = tolerance
                $0.toleratesSkips = toleratesSkips
            })
        trial.fail("B/a/a")
        let expected = Self.end(tolerance, toleratesSkips: toleratesSkips)
        trial.succeed("B/d/a")
        #expect(trial.finished == expected.run)
        #expect(trial.origin == (expected.run == .failed ? "B/a/a" : nil))
        #expect(trial.status("B/b") == expected.b && trial.status("B/c") == expected.c)
    }

    /// What a block of four sequences may tolerate.
    static let tolerances: [Tolerance] = [.count(0), .count(1), .count(2), .count(3), .percent(49), .percent(50), .percent(99), .unlimited]

    /// How a run ends whose sequences are "a", "b" after "a", "c" after "b", and "d", when "a" fails.
    static func end(_ tolerance: Tolerance, toleratesSkips: Bool) -> (run: NodeStatus, b: NodeStatus, c: NodeStatus) {
        let limit =
            [Tolerance.count(0): 0, .count(1): 1, .count(2): 2, .count(3): 3, .percent(49): 1, .percent(50): 2, .percent(99): 3][tolerance] ?? 4
        // The failure, and the two skips that follow from it. The count goes up one by one: what comes after the one too many stays as it was.
        return (
            (toleratesSkips ? 1 : 3) > limit ? .failed : .completed, limit == 0 ? .notStarted : .skipped,
            limit == 0 || (limit == 1 && !toleratesSkips) ? .notStarted : .skipped
        )
    }

    @Test("S23, S21 with exact, places grow scarce as sequences are skipped, where skips count", arguments: [true, false])
    func exact(_ toleratesSkips: Bool) throws {
        var trial = try Trial.started(
            plan("a", "b < a", "c", "d", "e", "f") {
                $0.concurrency = 3
                $0.toleratedFailures = .count(3)
                $0.isExact = true
                $0.toleratesSkips = toleratesSkips
            })
        #expect(running(trial) == ["a", "c", "d"])
        trial.fail("B/a/a")
        #expect(running(trial) == (toleratesSkips ? ["c", "d", "e"] : ["c", "d"]))
        trial.fail("B/c/a")
        #expect(running(trial) == (toleratesSkips ? ["d", "e"] : ["d"]))
    }

    @Test(
        "S23 sequences of a block that failed or stopped stay not started, also those that wait for one that did not complete",
        arguments: [true, false])
    func ended(_ stops: Bool) throws {
        var trial = try Trial.started(plan("a", "b", "c < b", "d < c"))
        if stops { trial.stop(.finishActions) } else { trial.fail("B/a/a") }
        if stops { trial.succeed("B/a/a") }
        trial.fail("B/b/a")
        #expect(trial.finished == (stops ? .stopped : .failed))
        #expect(["c", "d"].allSatisfy { trial.status("B/\($0)") == .notStarted })
    }

    @Test("S23 a dependency that completes while the block is being ended lets nothing begin", arguments: FailurePolicy.allCases)
    func completesWhileEnding(_ policy: FailurePolicy) throws {
        var trial = try Trial.started(plan("a", "b", "c < b") { $0.failurePolicy = policy })
        trial.fail("B/a/a")
        trial.succeed("B/b/a")
        #expect(trial.status("B/c") == .notStarted)
        #expect(trial.finished == .failed)
    }

    @Test("S23, S29 a sequence that waits fills in its request only when its turn comes")
    func resolvedLate() throws {
        var sequences = [waiting("a"), waiting("b < a")]
        sequences[1].actions = [work("a", bound: true)]
        var trial = try Trial.started(Plan(name: "P", blocks: [Node.Block(name: "B", sequences: sequences, concurrency: 2)]))
        #expect(trial.running == ["B/a/a"])
        trial.succeed("B/a/a")
        #expect(trial.running == ["B/b/a"])
    }

    // MARK: Long chains

    private static let length = 10_000

    private func long(after: (Int) -> [String]) -> Plan {
        let sequences = (0..<Self.length).map { Node.Sequence(name: "\($0)", after: after($0), actions: [work("a")]) }
        return Plan(
            name: "P", blocks: [Node.Block(name: "B", sequences: sequences, concurrency: 4, toleratedFailures: .count(1), toleratesSkips: true)])
    }

    @Test("S23 a chain of ten thousand is skipped in one step", arguments: [true, false])
    func longChain(_ isReversed: Bool) throws {
        let last = Self.length - 1
        var trial = try Trial.started(
            long { isReversed ? ($0 < last ? ["\($0 + 1)"] : []) : ($0 > 0 ? ["\($0 - 1)"] : []) })
        trial.fail("B/\(isReversed ? last : 0)/a")
        #expect(trial.finished == .completed)
        #expect(trial.journal.count { if case .skipped = $0.kind { true } else { false } } == last)
        let skips = chain(trial, "\(isReversed ? 0 : last)")
        #expect(skips?.first == trial.number("B/\(isReversed ? last : 0)"))
        #expect(skips?.last == trial.number("B/\(isReversed ? 1 : last - 1)"))
    }

    @Test("S23 ten thousand sequences, one after another or all after one, come to their end", arguments: [true, false])
    func longRun(_ isChain: Bool) throws {
        let trial = try Trial(long { $0 == 0 ? [] : isChain ? ["\($0 - 1)"] : ["0"] })
        var machine = trial.machine
        var step = Step()
        machine.handle(.start, at: trial.now, into: &step)
        var calls: [Int] = []
        var order: [Int] = []
        repeat {
            for case .begin(let node, _) in step.commands { calls.append(node) }
            step.reset()
            guard !calls.isEmpty else { break }
            order.append(calls.removeFirst())
            machine.handle(.ended(CallEnded(node: order.last!, attempt: 1, outcome: .success(.empty))), at: trial.now, into: &step)
        } while machine.state.status == .running
        #expect(order.count == Self.length)
        #expect(order == order.sorted())
        #expect(machine.state.status == .completed)
    }
}
