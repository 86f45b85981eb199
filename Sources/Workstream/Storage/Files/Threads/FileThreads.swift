/// Threads for calls that block, so that a slow disk never holds up the shared pool.
///
/// Syncs of different files go on side by side, so there are several: a disk does more of them a second the more wait for it. They begin as they are
/// needed, and end with the last who uses them.
///
/// With none, jobs are done where they are asked for, one after another: for tests in virtual time, which know one thread.
final class FileThreads: Sendable {
    private struct State {
        var jobs = FIFO<@Sendable () -> Void>()
        var idle = 0
        var count = 1
        /// How many jobs are under way.
        var working = 0
        var isStopped = false
        /// Whether somebody else's thread does a job.
        var hasGuest = false
        /// Without threads: whether somebody does jobs at present.
        var isAtWork = false
    }

    /// What the threads hold: not the object, so that its end can end them.
    private final class Core: Sendable {
        let monitor = Monitor(State())
        let condition = ThreadCondition()
    }

    private let core = Core()
    private let limit: Int

    /// Starts the first thread.
    ///
    /// - Throws: ``NativeThread/StartFailure``.
    init(limit: Int) throws(NativeThread.StartFailure) {
        self.limit = limit
        if limit > 0 { try Self.start(core) }
    }

    deinit {
        core.monitor.withLock { $0.isStopped = true }
        for _ in 0..<limit { core.condition.signal() }
    }

    /// Does a job on one of the threads, as soon as one is free.
    func enqueue(_ job: @escaping @Sendable () -> Void) {
        guard limit > 0 else { return doHere(job) }
        let mustStart = core.monitor.withLock { state in
            state.jobs.append(job)
            guard state.idle < state.jobs.count, state.count < limit else { return false }
            state.count += 1
            return true
        }
        core.condition.signal()
        guard mustStart else { return }
        do {
            try Self.start(core)
        } catch {
            // There is at least one thread, so the job waits for that one.
            core.monitor.withLock { $0.count -= 1 }
        }
    }

    private func doHere(_ job: @escaping @Sendable () -> Void) {
        let mustWork = core.monitor.withLock { state in
            state.jobs.append(job)
            defer { state.isAtWork = true }
            return !state.isAtWork
        }
        guard mustWork else { return }
        while let job = core.monitor.withLock({ state in
            let job = state.jobs.popFirst()
            state.isAtWork = job != nil
            return job
        }) {
            job()
        }
    }

    /// Whether the thread that asks may do a job itself, instead of one of these; it says so when it has done it, with `guestLeft()`.
    ///
    /// It may if it is one that may block, and if nobody else is at work here: then there is nothing that could go on beside it, and the way to another
    /// thread and back would take as long as a tenth of a sync. Where there is more to do, the disk gets it side by side.
    func admitsGuest() -> Bool {
        guard NativeThread.isCurrent else { return false }
        return core.monitor.withLock { state in
            guard !state.hasGuest, state.working == 0, state.jobs.isEmpty else { return false }
            state.hasGuest = true
            return true
        }
    }

    /// The job of the one who was admitted is done.
    func guestLeft() {
        core.monitor.withLock { $0.hasGuest = false }
    }

    /// Does a job on one of the threads, and waits for what it gives.
    func run<Result: Sendable>(_ job: @escaping @Sendable () throws(StorageError) -> Result) async throws(StorageError) -> Result {
        let result = await withCheckedContinuation { continuation in
            enqueue { continuation.resume(returning: Swift.Result(catching: job)) }
        }
        return try result.get()
    }

    /// How many things one thread takes at a time, so that a few need no second one.
    private static let pieceSize = 256

    /// Does a job with each of many things, side by side, and gives what came of each, in their order.
    func map<Element: Sendable, Result: Sendable>(
        _ elements: [Element], _ job: @escaping @Sendable (Element) -> Result
    ) async -> [Result] {
        await withTaskGroup(of: (first: Int, results: [Result]).self) { group in
            for first in stride(from: 0, to: elements.count, by: Self.pieceSize) {
                let piece = elements[first..<min(first + Self.pieceSize, elements.count)]
                group.addTask(name: "files \(first)") {
                    await withCheckedContinuation { continuation in
                        self.enqueue { continuation.resume(returning: (first, piece.map(job))) }
                    }
                }
            }
            let pieces = await group.reduce(into: []) { $0.append($1) }
            return pieces.sorted { $0.first < $1.first }.flatMap(\.results)
        }
    }

    private static func start(_ core: Core) throws(NativeThread.StartFailure) {
        try NativeThread.start(name: "workstream-file") {
            while let job = next(core) {
                job()
                core.monitor.withLock { $0.working -= 1 }
            }
        }
    }

    private static func next(_ core: Core) -> (@Sendable () -> Void)? {
        var isWaiting = false
        return core.monitor.wait(on: core.condition) { state, _ in
            if isWaiting { state.idle -= 1 }
            isWaiting = false
            if let job = state.jobs.popFirst() {
                state.working += 1
                return .proceed(job)
            }
            if state.isStopped { return .proceed(nil) }
            state.idle += 1
            isWaiting = true
            return .sleep(atMost: nil)
        }
    }
}
