import Testing
import Workstream

@Suite("PlanBuilder")
struct PlanBuilderTests {
    private static let upload = Action("upload", Upload.self, .init(file: "shop.tar", host: "web-1")).retries(3)
    private static let restore = Action("restore", Shell.self, .init("restore"))
    private static let exists = Check("exists", FileExists.self, .init(path: "/srv"))
    private static let answers = Check("answers", HTTPProbe.self, .init(url: shop, expecting: 200))

    private static func steps() throws -> Plan {
        var builder = PlanBuilder("Deploy", purpose: "Every host") { $0.labels = ["team": "web"] }
        builder.addChecks(.pre)
        builder.addCheck(exists)
        builder.up()
        builder.addChecks(.continuous) { $0.interval = .seconds(10) }
        builder.addCheck(answers)
        builder.up()
        builder.addBlock("Fleet") { $0.concurrency = 5 }
        for host in ["web-1", "web-2"] {
            builder.addSequence(host)
            builder.addAction(upload)
            builder.addChecks(.post)
            builder.addCheck(answers)
            builder.up()
            builder.addAction(restore)
            builder.up()
        }
        builder.addDeferred("undo", when: .failure) { $0.key = "undo" }
        builder.addAction(restore)
        builder.up()
        builder.up()
        builder.addDeferred("tell", purpose: "Mail", when: .always, required: true)
        builder.addAction(restore)
        return try builder.plan()
    }

    private static var built: Plan {
        Plan("Deploy", purpose: "Every host") {
            PreChecks { exists }
            ContinuousChecks(every: .seconds(10)) { answers }
            Block("Fleet") {
                for host in ["web-1", "web-2"] {
                    Sequence(host) {
                        upload
                        PostChecks { answers }
                        restore
                    }
                }
                Deferred("undo", when: .failure) { restore }.key("undo")
            }
            .concurrency(5)
            Deferred("tell", purpose: "Mail", when: .always, required: true) { restore }
        }
        .label("team", "web")
    }

    private static var byHand: Plan {
        let change = Node.Action(name: "upload", plugin: "shop.upload", request: ["file": "shop.tar", "host": "web-1"], retries: 3)
        let undo = Node.Action(
            name: "restore", plugin: "shop.shell", request: ["program": "restore", "arguments": [], "environment": [:], "limit": 1.0])
        let look = Node.Action(name: "answers", plugin: "shop.probe", request: ["url": "http://shop.example/", "expecting": 200])
        let sequences = ["web-1", "web-2"].map {
            Node.Sequence(name: $0, checks: [Node.Checks(.post, checks: [look])], actions: [change, undo])
        }
        return Plan(
            name: "Deploy", purpose: "Every host", labels: ["team": "web"],
            checks: [
                Node.Checks(.pre, checks: [Node.Action(name: "exists", plugin: "shop.fileExists", request: ["path": "/srv"])]),
                Node.Checks(.continuous, checks: [look], interval: .seconds(10)),
            ],
            blocks: [
                Node.Block(
                    name: "Fleet", sequences: sequences, deferred: [Node.Batch(name: "undo", key: "undo", condition: .failure, actions: [undo])],
                    concurrency: 5)
            ],
            deferred: [Node.Batch(name: "tell", purpose: "Mail", condition: .always, isRequired: true, actions: [undo])])
    }

    @Test("S40 the same plan made step by step, with the result builder and by hand is equal")
    func equal() throws {
        let steps = try Self.steps()
        #expect(steps == Self.built)
        #expect(Self.built == Self.byHand)
        #expect(try steps.digest == Self.byHand.digest)
    }

    @Test("S40 the builder can go on with a plan, a block, a sequence, a group and a batch that are there")
    func goingOn() throws {
        var builder = PlanBuilder(Self.built)
        builder.addBlock(Self.built.blocks[0])
        builder.addSequence(Self.built.blocks[0].sequences[0])
        builder.addAction(Self.upload)
        builder.addChecks(Node.Checks(.pre, checks: [Self.exists.node]))
        builder.addCheck(Self.answers)
        builder.up()
        builder.up()
        builder.addDeferred(Self.built.deferred[0])
        builder.addAction(Self.restore)
        let plan = try builder.plan()
        #expect(plan.blocks.count == 2)
        #expect(plan.blocks[1].sequences.map(\.actions.count) == [2, 2, 3])
        #expect(plan.blocks[1].sequences[2].checks.map(\.checks.count) == [1, 2])
        #expect(plan.blocks[1].deferred.map(\.actions.count) == [1, 2])
    }

    @Test("S40 the builder can go on after a plan was taken")
    func takenTwice() throws {
        var builder = PlanBuilder("p")
        builder.addBlock("b")
        builder.addSequence("s")
        builder.addAction(Self.upload)
        let first = try builder.plan()
        builder.addAction(Self.restore)
        #expect(try builder.plan().blocks[0].sequences[0].actions.count == 2)
        #expect(first.blocks[0].sequences[0].actions.count == 1)
    }

    /// A place in a plan, and the calls that make sense there.
    private static let places: [(path: NodePath, calls: Set<String>, go: @Sendable (inout PlanBuilder) -> Void)] = [
        (.plan, ["addBlock", "addChecks", "addDeferred"], { _ in }),
        ("pre-checks", ["addCheck", "up"], { $0.addChecks(.pre) }),
        ("d", ["addAction", "up"], { $0.addDeferred("d", when: .always) }),
        ("b", ["addSequence", "addChecks", "addDeferred", "up"], { $0.addBlock("b") }),
        (
            "b/d", ["addAction", "up"],
            {
                $0.addBlock("b")
                $0.addDeferred("d", when: .always)
            }
        ),
        (
            "b/s", ["addAction", "addChecks", "up"],
            {
                $0.addBlock("b")
                $0.addSequence("s")
            }
        ),
        (
            "b/s/post-checks", ["addCheck", "up"],
            {
                $0.addBlock("b")
                $0.addSequence("s")
                $0.addChecks(.post)
            }
        ),
    ]

    private static let calls: [(name: String, call: @Sendable (inout PlanBuilder) -> Void)] = [
        ("addBlock", { $0.addBlock("x") }), ("addSequence", { $0.addSequence("x") }), ("addChecks", { $0.addChecks(.pre) }),
        ("addDeferred", { $0.addDeferred("x", when: .always) }), ("addAction", { $0.addAction(upload) }), ("addCheck", { $0.addCheck(exists) }),
        ("up", { $0.up() }),
    ]

    @Test("S40 a call that makes no sense where the builder is, is thrown with the place", arguments: places.indices)
    func misplaced(place: Int) {
        let place = Self.places[place]
        for call in Self.calls {
            var builder = PlanBuilder("p")
            place.go(&builder)
            call.call(&builder)
            do throws(PlanMisuse) {
                _ = try builder.plan()
                #expect(place.calls.contains(call.name), "\(call.name) at \(place.path)")
            } catch {
                #expect(error.code.rawValue == call.name)
                #expect(error.path == place.path)
                #expect(!place.calls.contains(call.name), "\(error)")
            }
        }
    }

    @Test("S40 the first misuse is kept, with what happened, why it makes no sense, and what to do")
    func first() {
        var builder = PlanBuilder("Deploy")
        builder.addBlock("Fleet")
        builder.addAction(Self.upload)
        builder.up()
        builder.up()
        builder.up()
        let misuse = #expect(throws: PlanMisuse.self) { try builder.plan() }
        #expect(
            misuse?.description == "`addAction` was called for \"upload\" in the block \"Fleet\". Actions stand in a sequence or a deferred batch. "
                + "Go there with `up()`, or call `addSequence` or `addDeferred` first.")
    }
}
