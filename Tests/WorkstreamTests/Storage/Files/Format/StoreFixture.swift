import WorkstreamTesting

@testable import Workstream

/// What the store in Tests/Fixtures/storage-1 means: one run with every kind of event, and everything else that a run's folder can hold.
///
/// Its events follow no plan's course: they are there for their form.
enum StoreFixture {
    static let run = RunID.sample(1)
    private static let start = Timestamp(nanoseconds: 1_795_216_740_250_000_000)

    static let plan: StoredPlan = {
        let call = { Node.Action(name: $0, plugin: "workstream.shell", request: ["arguments": ["deploy", .string($0)]]) }
        let plan = Plan(
            name: "Deploy \"shop\" – süß", group: "shop", key: "shop-eu", labels: ["build": "42", "team": "web"],
            checks: [.init(.bypass, checks: [call("is there")])],
            blocks: [.init(name: "Fleet", sequences: [.init(name: "web-1", actions: [call("upload"), call("switch")])])],
            deferred: [.init(name: "tell", condition: .always, actions: [call("mail")])])
        return StoredPlan(plan.numbered())
    }()

    /// How many nodes the plan has.
    private static let nodes = 9

    private static let failure = Failure(
        "exitCode", "The program \"deploy\" ended with 3.\n\tIt said: \u{1F4A5} \u{7}", isPermanent: true, isOutcomeUnknown: true,
        retryAfter: .milliseconds(1500), cause: Failure(.timeout, "It took longer than 30 s."))
    private static let response = Payload(["path": "/srv/shop", "sizes": [1, 1.5, -0.25, .null, true]], limit: 1000)
    private static let clipped = Payload(.string(String(repeating: "long ", count: 40)), limit: 60)
    private static let summary = OutputSummary(length: 5000, missing: 4096, digest: String(repeating: "c0de", count: 16))
    private static let asked = Event.Asked(by: "dana", because: "the shop is closed", message: 1)

    /// At least one of every kind, with every field and every name that a field can have.
    private static let kinds: [[Event.Kind]] = [
        [.submitted(.init(seed: .max, digest: (try? plan.plan.digest.description) ?? ""))],
        [.began, .phaseBegan(.init(.bypass)), .groupBegan(.init(run: 1)), .phaseBegan(.init(.entranceDelay, due: start + .seconds(60)))],
        [
            .attemptBegan(.init(attempt: 1)),
            .attemptBegan(.init(attempt: 1, request: response, effect: .atMostOnce, deadline: start + .seconds(300))),
            .attemptBegan(.init(attempt: 2, effect: .idempotent)),
        ],
        [
            .attemptEnded(.init(attempt: 1, outcome: .success(response), status: .completed, output: OutputSummary(length: 12))),
            .attemptEnded(.init(attempt: 1, outcome: .success(clipped), status: .completed, output: summary)),
            .attemptEnded(.init(attempt: 1, outcome: .success(.whole([0xFF, 0x00])), status: .completed)),
            .attemptEnded(.init(attempt: 1, outcome: .failure(failure), status: .running, due: start + .seconds(9))),
            .attemptEnded(.init(attempt: 2, outcome: .failure(Failure(.failed, "")), status: .failed, reason: failure)),
        ],
        Event.CutReason.allCases.map { .attemptCut(.init(attempt: 1, reason: $0)) },
        [.lateAnswer(.init(attempt: 1, outcome: .success(.empty))), .lateAnswer(.init(attempt: 1, outcome: .failure(failure)))],
        [
            .skipped(.init(.bypassed)), .skipped(.init(.stopped)), .skipped(.init(.sourceMissing("upload"))), .skipped(.init(.dependency([4, 6]))),
        ] + DeferredCondition.allCases.map { .skipped(.init(.conditionNotMet($0))) },
        [.failed(.init(reason: failure, origin: 5)), .stopping] + Cut.allCases.map { .cut($0) },
        [
            .stopRequested(.init(.cancel, asked: asked)), .paused(.init(by: "dana")), .deadlinesMoved(.seconds(5)),
            .resumed(.init(shift: .seconds(90), asked: .init(by: "dana", because: "go"))), .messageIgnored(.init(2, because: "The run is paused.")),
        ],
        [
            .probing(.init(attempt: 1, error: failure, output: summary)), .probed(.init(attempt: 1, isInProgress: true, due: start + .seconds(2))),
            .probed(.init(attempt: 1, isInProgress: false, due: start + .seconds(4))),
            .unresolved(.init(attempt: 1, reason: failure, output: summary)),
            .decided(.init(attempt: 1, .retry, asked: asked)), .decided(.init(attempt: 1, .completed(response), asked: asked)),
            .decided(.init(attempt: 1, .failed("it never came"), asked: asked)),
        ],
        [.handedOver, .recovered(.init()), .recovered(.init(hold: "It was away for 45 min.")), .interrupted(.init(attempt: 1, error: failure))],
        [.continuousPassed(.init(runs: 12, last: start + .seconds(40)))] + Phase.allCases.map { .phaseBegan(.init($0)) },
        NodeStatus.allCases.map { .ended(.init($0)) } + [.ended(.init(.failed, reason: failure, origin: 5))],
    ]

    /// The events, batch by batch.
    static let batches: [[Event]] = {
        var number = 0
        return kinds.map { kinds in
            kinds.map { kind in
                number += 1
                let source = number == 1 ? .engine : Event.Source.allCases[number % 3]
                return Event(
                    number: number, time: start + .milliseconds(number * 7), node: number == 1 ? 0 : number % nodes, source: source,
                    kind: kind)
            }
        }
    }()

    /// The bytes of the two segments of the journal, and where it ends.
    static func journal() throws -> (segments: [[UInt8]], end: JournalPosition) {
        var sample = JournalSample(run, after: SealedLine(of: run).checksum(ofFile: try PlanFile.bytes(of: plan, in: run)))
        for (index, batch) in batches.enumerated() {
            if index == 6 { sample.beginSegment() }
            try sample.append(batch)
        }
        return (sample.segments, sample.end)
    }

    static func head(at end: JournalPosition) -> HeadFile {
        HeadFile(
            RunHead(
                id: run, plan: plan.plan.name, group: "shop", key: "shop-eu", labels: plan.plan.labels, status: .failed,
                attention: .needsDecision(count: 1), lastNumber: end.last, submitted: start, started: start + .seconds(1),
                ended: start + .seconds(2), lastSignOfLife: start + .seconds(3), due: start + .seconds(4),
                actions: ActionCounts(total: 3, completed: 1, failed: 1, stopped: 1)), journal: end)
    }

    static let lease = LeaseFile(
        token: 3, owner: .sample(7), acquired: start, expiry: start + .seconds(20), lastSignOfLife: start + .seconds(10))
    static let checkpoint = Checkpoint(run: run, number: 20, version: 1, bytes: Array(#"{"nodes":[0,1],"status":"running"}"#.utf8))
    static let messages = [
        Message(.stop, from: "dana", body: ["because": "the shop is closed", "cut": "cancel"]), Message(.pause, from: "a \"program\""),
        Message(.decision, from: "dana", body: ["attempt": 1, "node": 5, "verdict": "retry"]),
    ].enumerated().map { StoredMessage(run: run, number: $0 + 1, time: start + .seconds($0), message: $1) }
    static let output: [Output.Piece] = [
        .init("copying shop.tar\nPass"), .init("word: \n"), .init("gave up\n", channel: .standardError, missing: 4096), .init("\u{1F4A5}"),
    ]

    /// The output as it is read.
    static let kept = output.reduce(into: Output()) { $0.append($1) }

    /// The store as it is written today: the bytes of its files by their paths.
    static func files() throws -> [String: [UInt8]] {
        let (segments, end) = try journal()
        let folder = "runs/\(run)"
        return [
            StoreMarker.file: try StoreMarker().bytes(),
            "\(folder)/\(RunFiles.plan)": try PlanFile.bytes(of: plan, in: run),
            "\(folder)/\(RunFiles.segment(first: 1))": segments[0],
            "\(folder)/\(RunFiles.journal)": segments[1],
            "\(folder)/\(RunFiles.head)": try head(at: end).bytes(),
            "\(folder)/\(RunFiles.lease)": try lease.bytes(of: run),
            "\(folder)/\(RunFiles.checkpoint)": try CheckpointFile(checkpoint).bytes(of: run),
            "\(folder)/\(RunFiles.messages)": Array(try messages.map(MessageFile(run: run).line).joined()),
            "\(folder)/\(RunFiles.output)/\(RunFiles.output(of: 5, attempt: 1))": output.flatMap(OutputText.bytes),
        ]
    }
}
