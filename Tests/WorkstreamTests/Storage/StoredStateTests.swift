import Testing
import WorkstreamTesting

@testable import Workstream

@Suite("Stored form of where a run stands") struct StoredStateTests {
    private static let run = RunID.sample(1)
    private static let event = Event(number: 7, time: Timestamp(nanoseconds: 9), node: 1, kind: .began)

    /// A plan of three nodes, and a state in which every field says something.
    private func make() throws -> (RunState, Shape, RunHead) {
        let shape = try Shape(Plan.one([.act("a"), .act("b")]).numbered(), sources: [], retryPolicy: { _ in .fast })
        var state = RunState(shape)
        let failure = Failure(.timeout, "é\n\"", isPermanent: true, retryAfter: .seconds(1), cause: Failure("x", "y"))
        state.lastNumber = Self.event.number
        state.lastTime = Self.event.time
        state.seed = .max
        state.submitted = Timestamp(nanoseconds: -5)
        state.reasons = [0: Event.Failed(reason: failure, origin: 3)]
        state.responses = [3: .whole([0xFF, 0])]
        state.requests = [4: .clipped(.init(beginning: "a", end: "b", length: 1 << 40, digest: "cd"))]
        state.effects = [3: .atMostOnce]
        state.errors = [3: failure]
        state.stop = .everything
        state.pausedSince = Timestamp(nanoseconds: .max)
        state.unresolved = 2
        state.lastMessage = 11
        state.isHandedOver = true
        state.nodes[3] = NodeState(
            status: .stopped, phase: .winding, verdict: .failed, cut: .cancel, stage: .unresolved, cutReason: .deadline, isTouched: true,
            isBypassed: true, attempt: 1, current: 2, running: 3, failed: 4, openGroups: 5, skipped: 6, unresolved: 7, met: 8, granted: 9, probes: 10,
            interruptions: 11, moment: .min, deadline: 12)
        let head = RunHead(
            id: Self.run, plan: "P", status: .running, lastNumber: 7, submitted: Timestamp(nanoseconds: 1), lastSignOfLife: Timestamp(nanoseconds: 2))
        return (state, shape, head)
    }

    @Test("every field of the state and of its nodes comes back, and none was forgotten when the test was written")
    func everyField() throws {
        let (state, shape, head) = try make()
        let checkpoint = try StoredState(state, head, after: Self.event).checkpoint(of: Self.run)
        #expect(checkpoint.number == 7 && checkpoint.version == 1)
        let read = try #require(StoredState(checkpoint, shape))
        #expect(read.head == head && read.last == StoredEvent(Self.event))
        try Self.expectSame(read.state, state)
        // A field that stands as in a new state would come back as it is also where it is not stored.
        let untouched = Self.fields(of: RunState(shape))
        for (name, value) in Self.fields(of: state) { #expect(untouched[name] != value, "\(name) says nothing") }
        let idle = Self.fields(of: NodeState())
        for (name, value) in Self.fields(of: state.nodes[3]) { #expect(idle[name] != value, "\(name) of the node says nothing") }
    }

    @Test("a checkpoint that is torn, of another version, run or plan, or of another number than its state, is none")
    func refused() throws {
        let (state, shape, head) = try make()
        let checkpoint = try StoredState(state, head, after: Self.event).checkpoint(of: Self.run)
        func changed(_ change: (inout Checkpoint) -> Void) -> Checkpoint {
            var copy = checkpoint
            change(&copy)
            return copy
        }
        #expect(StoredState(changed { $0.version = 2 }, shape) == nil)
        #expect(StoredState(changed { $0.number = 6 }, shape) == nil)
        #expect(StoredState(changed { $0.run = .sample(2) }, shape) == nil)
        #expect(StoredState(changed { $0.bytes = [] }, shape) == nil)
        for cut in stride(from: 1, to: checkpoint.bytes.count, by: 7) {
            #expect(StoredState(changed { $0.bytes.removeLast(cut) }, shape) == nil)
        }
        #expect(StoredState(checkpoint, try Shape(Plan.one([.act("a")]).numbered(), sources: [], retryPolicy: { _ in .fast })) == nil)
    }

    /// Compares two states field by field.
    static func expectSame(_ state: RunState, _ other: RunState, sourceLocation: SourceLocation = #_sourceLocation) throws {
        let (some, others) = (fields(of: state), fields(of: other))
        try #require(some.count > 10 && some.keys == others.keys, sourceLocation: sourceLocation)
        for (name, value) in some { #expect(value == others[name], "\(name)", sourceLocation: sourceLocation) }
    }

    /// The stored properties of a value by name, all that can be compared.
    private static func fields(of value: Any) -> [String: AnyHashable] {
        var fields: [String: AnyHashable] = [:]
        for case (let name?, let field) in Mirror(reflecting: value).children where name != "shape" {
            fields[name] = (field as? AnyHashable) ?? AnyHashable("\(field)")
        }
        return fields
    }
}
