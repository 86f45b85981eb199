import Testing
import Workstream
import WorkstreamTesting

@Suite("Bounds of a plan") struct PlanBoundsTests {
    private static let policy = RetryPolicy(first: .seconds(1), factor: 2, jitter: 0.5, maximum: .seconds(10))
    private static let plugins: PluginRegistry = [ScriptedAction("act", retryPolicy: policy), ScriptedCheck("look", retryPolicy: policy)]

    private static func act(_ name: String = "a", timeout: Duration? = .seconds(5), deadline: Duration? = nil, retries: Int = 0) -> Node.Action {
        Node.Action(name: name, plugin: "act", request: [:], timeout: timeout, deadline: deadline, retries: retries)
    }

    private static func look(_ kind: Node.Checks.Kind, timeout: Duration = .seconds(2), interval: Duration = .seconds(4)) -> Node.Checks {
        Node.Checks(kind, checks: [Node.Action(name: "c", plugin: "look", request: [:], timeout: timeout)], interval: interval)
    }

    private static func block(_ sequences: Int = 1, _ actions: [Node.Action] = [act()], change: (inout Node.Block) -> Void = { _ in }) -> Node.Block {
        var block = Node.Block(name: "B", sequences: (1...sequences).map { Node.Sequence(name: "\($0)", actions: actions) })
        change(&block)
        return block
    }

    private static func bounds(_ blocks: Node.Block..., checks: [Node.Checks] = [], deferred: [Node.Batch] = []) -> PlanBounds {
        Plan(name: "P", checks: checks, blocks: blocks, deferred: deferred).bounds(plugins: plugins, gracePeriod: .seconds(1))
    }

    @Test(
        "S20, S21 sequences at a time and failures follow from concurrency, tolerance and exactness",
        arguments: [
            (1, Tolerance.count(0), false, 1, 1), (3, .count(0), false, 3, 3), (3, .count(2), false, 3, 5), (3, .count(2), true, 3, 3),
            (5, .count(0), true, 1, 1), (20, .count(1), false, 10, 10), (4, .percent(20), false, 4, 6), (4, .unlimited, false, 4, 10),
            (4, .unlimited, true, 4, 10),
        ])
    func counts(_ concurrency: Int, _ tolerated: Tolerance, _ isExact: Bool, _ targets: Int, _ failures: Int) {
        let bounds = Self.bounds(
            Self.block(
                10,
                change: {
                    $0.concurrency = concurrency
                    $0.toleratedFailures = tolerated
                    $0.isExact = isExact
                }))
        #expect(bounds.targetsAtATime == targets)
        #expect(bounds.failures == failures)
        #expect(bounds.blocks.map(\.failures) == [failures])
    }

    @Test("S10 failures add up over blocks that tolerate theirs")
    func countsOfBlocks() {
        let lenient = Self.block(10, change: { $0.toleratedFailures = .count(2) })
        let strict = Self.block(3)
        #expect(Self.bounds(lenient, lenient, strict).failures == 5)
        #expect(Self.bounds(strict, lenient).failures == 3)
    }

    @Test("S24, S25 an action takes its timeout and the grace period for each attempt, and the longest wait between them; a deadline cuts that short")
    func actions() {
        #expect(Self.bounds(Self.block()).duration == .seconds(6))
        #expect(Self.bounds(Self.block(1, [Self.act(retries: 2)])).duration == .seconds(3 * 6 + 2 * 10))
        #expect(Self.bounds(Self.block(1, [Self.act(deadline: .seconds(7), retries: 2)])).duration == .seconds(8))
        #expect(Self.bounds(Self.block(1, [Self.act(timeout: nil, deadline: .seconds(7))])).duration == .seconds(8))
    }

    @Test("what can take any time is named, with what to do")
    func endless() {
        let bounds = Plan(
            name: "P",
            blocks: [
                Self.block(
                    1,
                    [
                        Self.act("forever", timeout: nil), Self.act("fine"),
                        Node.Action(name: "unknown", plugin: "nobody", request: [:], retries: 1),
                        Node.Action(name: "asks", plugin: "act", request: [:], onUnknownOutcome: .decide),
                    ])
            ]
        ).bounds(plugins: Self.plugins)
        #expect(bounds.duration == nil)
        #expect(bounds.blocks[0].duration == nil)
        #expect(bounds.endless.map(\.path) == ["B/1/forever", "B/1/unknown", "B/1/asks"])
        #expect(bounds.endless[1].reason.contains("\"nobody\""))
    }

    @Test("S1, S2 checks, delays and deferred work add up, groups side by side, and success or failure, whichever takes longer")
    func phases() {
        let batches: [Node.Batch] = [
            .init(name: "s", condition: .success, actions: [Self.act()]),
            .init(name: "f", condition: .failure, actions: [Self.act(), Self.act("b")]),
            .init(name: "a", condition: .always, actions: [Self.act()]),
        ]
        let block = Self.block(
            change: {
                $0.checks = Node.Checks.Kind.allCases.map { Self.look($0) } + [Self.look(.pre, timeout: .seconds(9))]
                $0.deferred = batches
                $0.entranceDelay = .seconds(100)
                $0.exitDelay = .seconds(50)
            })
        // Bypass 3, gate 10, body 6, winding 3, post 3, then success 6 + 6 + 50 (or failure 12 + 6), deferred checks 3.
        #expect(Self.bounds(block).duration == .seconds(100 + 3 + 10 + 6 + 3 + 3 + 62 + 3))
    }

    @Test("S20, S23 sequences share their places, and a chain of them is as long as its parts")
    func places() {
        #expect(Self.bounds(Self.block(10)).duration == .seconds(60))
        // One of 6 s is the longest, and the other 54 s are spread over 4 places.
        #expect(Self.bounds(Self.block(10, change: { $0.concurrency = 4 })).duration == .seconds(6) + .seconds(54) / 4)
        let chain = Self.block(
            10,
            change: {
                $0.concurrency = 4
                for place in 1..<10 { $0.sequences[place].after = ["\(place)"] }
            })
        #expect(Self.bounds(chain).duration == .seconds(60))
        let exact = Self.block(
            10,
            change: {
                $0.concurrency = 4
                $0.isExact = true
                $0.toleratedFailures = .count(5)
            })
        #expect(Self.bounds(exact).duration == .seconds(60))
    }

    @Test("a change counts as checked where post-checks or deferred checks follow it, or the plan's continuous checks have time for a run")
    func unchecked() {
        let plain = Self.block()
        #expect(Self.bounds(plain).uncheckedChanges == ["B/1/a"])
        #expect(Self.bounds(plain, checks: [Self.look(.pre), Self.look(.continuous)]).uncheckedChanges == ["B/1/a"])
        for kind in [Node.Checks.Kind.post, .deferred] {
            #expect(Self.bounds(plain, checks: [Self.look(kind)]).uncheckedChanges.isEmpty)
            #expect(Self.bounds(Self.block(change: { $0.checks = [Self.look(kind)] })).uncheckedChanges.isEmpty)
        }
        #expect(Self.bounds(Self.block(change: { $0.sequences[0].checks = [Self.look(.post)] })).uncheckedChanges.isEmpty)
        for (delay, paths) in [(9, ["B/1/a"]), (10, [])] as [(Int, [NodePath])] {
            let waiting = Self.block(change: { $0.exitDelay = .seconds(delay) })
            #expect(Self.bounds(waiting, checks: [Self.look(.continuous)]).uncheckedChanges == paths)
        }
        // What is deferred comes after the post-checks of its own block, and before those of the plan.
        let batch = Node.Batch(name: "D", condition: .always, actions: [Self.act()])
        let deferred = Self.block(
            change: {
                $0.checks = [Self.look(.post)]
                $0.deferred = [batch]
            })
        #expect(Self.bounds(deferred).uncheckedChanges == ["B/D/a"])
        #expect(Self.bounds(deferred, checks: [Self.look(.post)]).uncheckedChanges.isEmpty)
        #expect(Self.bounds(plain, checks: [Self.look(.post)], deferred: [batch]).uncheckedChanges == ["D/a"])
    }

    @Test(
        "S14 a batch for failures never runs where nothing can fail",
        arguments: [
            (Tolerance.unlimited, [], [], [DeferredCondition.failure, .anyFailure]), (.count(0), [], [], []),
            (.unlimited, [Node.Checks.Kind.pre], [], [.failure]), (.unlimited, [.continuous], [], []), (.unlimited, [.post], [], []),
            (.unlimited, [], [Node.Checks.Kind.continuous], []), (.unlimited, [.deferred], [], [.failure, .anyFailure]),
            (.count(1), [], [], [.failure, .anyFailure]),
        ])
    func neverRun(_ tolerated: Tolerance, _ kinds: [Node.Checks.Kind], _ ofPlan: [Node.Checks.Kind], _ never: [DeferredCondition]) {
        let bounds = Self.bounds(
            Self.block(
                change: {
                    $0.toleratedFailures = tolerated
                    $0.checks = kinds.map { Self.look($0) }
                    $0.deferred = DeferredCondition.allCases.map { Node.Batch(name: "\($0)", condition: $0, actions: [Self.act()]) }
                }), checks: ofPlan.map { Self.look($0) })
        #expect(Set(bounds.batchesThatNeverRun) == Set(never.map { NodePath("B/\($0)") }))
    }

    @Test("durations that no clock can hold, a million actions and a circle of sequences make no trouble")
    func extremes() {
        #expect(Self.bounds(Self.block(100, [Self.act(timeout: .seconds(Int64.max), retries: .max)])).duration == .seconds(1_000_000_000_000))
        let circle = Self.block(
            3,
            change: {
                $0.concurrency = 2
                for place in 0..<3 { $0.sequences[place].after = ["\((place + 1) % 3 + 1)"] }
            })
        #expect(Self.bounds(circle).duration != nil)
        let chain = Self.block(
            20_000,
            change: {
                $0.concurrency = 2
                for place in 0..<19_999 { $0.sequences[place].after = ["\(place + 2)"] }
            })
        #expect(Self.bounds(chain).duration == .seconds(120_000))
        #expect(Plan(name: "P", blocks: []).bounds().duration == .zero)
    }
}
