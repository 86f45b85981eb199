public import Workstream

/// A storage that works like another one, and fails or waits where a test says so.
///
/// ```swift
/// let storage = FailingStorage(MemoryStorage())
/// storage.fail(.append, call: 3, keeping: true)          // the third append throws, although its batch is stored
/// storage.hold(.append, call: 5, until: latch)           // the fifth waits until the test opens the latch
/// ```
///
/// Calls are counted from 1, from the storage's beginning, for each operation and over all of them. A batch is never kept in part, since no storage that
/// keeps its promises does that: what a failed append leaves open is whether the whole batch was stored.
public final class FailingStorage: Storage {
    /// An operation of a storage.
    public enum Operation: String, Sendable, CaseIterable {
        /// The operation of that name.
        case open, create, append, definition, events, heads, checkpoint, putCheckpoint, acquire, renew, release, post, messages, appendOutput, output
        /// The operation of that name.
        case delete, close
    }

    private struct Fault {
        var operation: Operation?
        var calls: ClosedRange<Int>
        var keeps: Bool
        var error: StorageError?
    }

    private struct Hold {
        var operation: Operation?
        var call: Int
        var latch: Latch
    }

    private struct State {
        var counts: [Operation: Int] = [:]
        var total = 0
        var faults: [Fault] = []
        var holds: [Hold] = []
        var waits: [Operation: @Sendable () async -> Void] = [:]
        var death: Death?
        var isDead = false
    }

    private struct Death {
        var append: Int
        var body: @Sendable () -> Void
    }

    /// The storage that works.
    let storage: any Storage
    private let state = Lock(State())

    /// Makes a storage that works like another one until it is told otherwise.
    public init(_ storage: any Storage) {
        self.storage = storage
    }

    /// How many calls there were so far.
    ///
    /// - Parameter operation: Of which operation; of all where none is given.
    public func calls(of operation: Operation? = nil) -> Int {
        state.withLock { state in operation.map { state.counts[$0, default: 0] } ?? state.total }
    }

    /// Lets calls fail.
    ///
    /// - Parameters:
    ///   - operation: Which operation; any where none is given.
    ///   - call: The number of the first call that fails, among the calls of that operation.
    ///   - times: How many calls in a row fail.
    ///   - keeping: Whether the storage does what it was asked before it throws.
    ///   - error: What it throws; an error with code `.io` where nothing is given.
    public func fail(_ operation: Operation?, call: Int, times: Int = 1, keeping: Bool = false, with error: StorageError? = nil) {
        let last = call.addingReportingOverflow(times - 1)
        let calls = call...(last.overflow ? .max : last.partialValue)
        state.withLock { $0.faults.append(Fault(operation: operation, calls: calls, keeps: keeping, error: error)) }
    }

    /// Lets all calls fail from a call on.
    ///
    /// - Parameters:
    ///   - operation: Which operation; any where none is given.
    ///   - call: The number of the first call that fails, among the calls of that operation.
    ///   - error: What it throws; an error with code `.io` where nothing is given.
    public func failForGood(_ operation: Operation?, from call: Int, with error: StorageError? = nil) {
        fail(operation, call: call, times: .max, with: error)
    }

    /// Lets a call wait, before it does anything, until a latch is open.
    ///
    /// - Parameters:
    ///   - operation: Which operation; any where none is given.
    ///   - call: The number of the call, among the calls of that operation.
    ///   - latch: What it waits for.
    public func hold(_ operation: Operation?, call: Int, until latch: Latch) {
        state.withLock { $0.holds.append(Hold(operation: operation, call: call, latch: latch)) }
    }

    /// Lets every call of an operation take its time before it does anything, as a slow disk does.
    ///
    /// - Parameters:
    ///   - operation: Which operation.
    ///   - wait: Waits, such as `{ await clock.sleepIgnoringCancellation(for: .milliseconds(5)) }`.
    public func slow(_ operation: Operation, _ wait: @escaping @Sendable () async -> Void) {
        state.withLock { $0.waits[operation] = wait }
    }

    /// Lets the storage die with an append, as the storage of a process does that is killed: that batch is stored, and nothing else ever is.
    ///
    /// - Parameters:
    ///   - append: The number of the append.
    ///   - body: Is called at that moment.
    public func die(with append: Int, _ body: @escaping @Sendable () -> Void = {}) {
        state.withLock { $0.death = Death(append: append, body: body) }
    }

    /// Forgets every failure and wait that was asked for; calls that wait already go on waiting.
    public func heal() {
        state.withLock { state in
            state.faults = []
            state.holds = []
            state.waits = [:]
        }
    }

    /// Carries out an operation, or fails or waits as was asked for.
    func perform<Result>(_ operation: Operation, on run: RunID? = nil, _ body: () async throws -> Result) async throws -> Result {
        let (number, fault, holds, wait) = state.withLock { state in
            state.total += 1
            state.counts[operation, default: 0] += 1
            let (own, total) = (state.counts[operation, default: 0], state.total)
            let fault = state.faults.first { fault in
                fault.operation == nil ? fault.calls.contains(total) : fault.operation == operation && fault.calls.contains(own)
            }
            let holds = state.holds.filter { hold in
                hold.operation == nil ? hold.call == total : hold.operation == operation && hold.call == own
            }
            return (own, fault, holds, state.waits[operation])
        }
        await wait?()
        for hold in holds { await hold.latch.wait() }
        if state.withLock({ $0.isDead }) { throw StorageError.closed() }
        let death = state.withLock { state in operation == .append && state.death?.append == number ? state.death : nil }
        if let death {
            _ = try await body()
            state.withLock { $0.isDead = true }
            death.body()
            throw StorageError.closed()
        }
        guard let fault else { return try await body() }
        if fault.keeps { _ = try await body() }
        throw fault.error
            ?? StorageError(
                .io,
                "Call \(number) of \"\(operation)\" failed because the test asked for it. It says nothing about a real storage. "
                    + "Look at what the test asked of its `FailingStorage`.", run: run)
    }
}
