import Testing

@testable import Workstream

@Suite("Threads for files", .timeLimit(.minutes(2))) struct FileThreadsTests {
    /// Something that a job holds while it runs, to see what runs beside it.
    private final class Meeting: Sendable {
        private let monitor = Monitor((present: 0, most: 0))
        private let condition = ThreadCondition()

        /// Waits until so many are here at the same time.
        func wait(for count: Int) {
            monitor.withLock { state in
                state.present += 1
                state.most = max(state.most, state.present)
            }
            condition.signal()
            monitor.wait(on: condition) { state, _ in state.most >= count ? .proceed(()) : .sleep(atMost: nil) }
            condition.signal()
        }

        func leave() { monitor.withLock { $0.present -= 1 } }
        func enter() {
            monitor.withLock { state in
                state.present += 1
                state.most = max(state.most, state.present)
            }
        }
        var most: Int { monitor.withLock { $0.most } }
    }

    private actor Counter {
        nonisolated private let lane: FileLane
        private let meeting: Meeting
        private(set) var order: [Int] = []

        init(on threads: FileThreads, _ meeting: Meeting) {
            lane = FileLane(on: threads)
            self.meeting = meeting
        }

        nonisolated var unownedExecutor: UnownedSerialExecutor { lane.asUnownedSerialExecutor() }

        /// Adds a number on the thread that asks; nil where that may not be.
        nonisolated func addHere(_ number: Int) -> String? {
            lane.runHere { assumeIsolated { $0.add(number) } }
        }

        func add(_ number: Int) -> String {
            meeting.enter()
            order.append(number)
            meeting.leave()
            return NativeThread.currentName
        }
    }

    @Test("as many jobs wait at the same time as there may be threads")
    func sideBySide() async throws {
        let threads = try FileThreads(limit: 4)
        let meeting = Meeting()
        try await withThrowingTaskGroup { group in
            for _ in 1...4 { group.addTask { try await threads.run { () throws(StorageError) in meeting.wait(for: 4) } } }
            try await group.waitForAll()
        }
        #expect(meeting.most == 4)
    }

    @Test("no more jobs run at the same time than there may be threads, and all of them run")
    func limit() async throws {
        let threads = try FileThreads(limit: 2)
        let meeting = Meeting()
        let done = try await withThrowingTaskGroup { group in
            for number in 1...200 {
                group.addTask {
                    try await threads.run { () throws(StorageError) in
                        meeting.enter()
                        meeting.leave()
                        return number
                    }
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(done == 20_100)
        #expect(meeting.most <= 2)
    }

    @Test("what a job throws comes back to who waits for it")
    func errors() async throws {
        let threads = try FileThreads(limit: 1)
        await expectError(.full) { try await threads.run { () throws(StorageError) in throw StorageError(.full, "no room") } }
        #expect(try await threads.run { () throws(StorageError) in 7 } == 7)
    }

    @Test("on a lane one thing happens at a time, on threads that may block")
    func lanes() async throws {
        let threads = try FileThreads(limit: 4)
        let meeting = Meeting()
        let counter = Counter(on: threads, meeting)
        let names = await withTaskGroup { group in
            for number in 1...100 { group.addTask { await counter.add(number) } }
            return await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(names == ["workstream-file"])
        #expect(meeting.most == 1)
        #expect(await counter.order.sorted() == Array(1...100))
    }

    /// What a thread that may block gets when it asks to add a number itself.
    private func addAsGuest(_ number: Int, to counter: Counter) async throws -> String? {
        let executor = try PluginExecutor()
        return try await withCheckedThrowingContinuation { continuation in
            do {
                _ = try executor.spawn("guest") { continuation.resume(returning: counter.addHere(number)) }
            } catch {
                continuation.resume(throwing: error)
            }
        }
    }

    @Test("a thread that may block does its job itself where nobody else is at work, and no other thread does")
    func guests() async throws {
        let counter = Counter(on: try FileThreads(limit: 1), Meeting())
        #expect(counter.addHere(1) == nil)
        #expect(try await addAsGuest(2, to: counter) == "workstream-call")
        #expect(try await addAsGuest(3, to: counter) == "workstream-call")
        #expect(await counter.add(4) == "workstream-file")
        #expect(await counter.order == [2, 3, 4])
    }

    @Test("where a job is under way, the next one goes to another thread, so that the disk gets them side by side")
    func noGuests() async throws {
        let threads = try FileThreads(limit: 2)
        let counter = Counter(on: threads, Meeting())
        let meeting = Meeting()
        await withCheckedContinuation { started in
            threads.enqueue {
                started.resume()
                meeting.wait(for: 2)
            }
        }
        #expect(try await addAsGuest(1, to: counter) == nil)
        meeting.wait(for: 2)
    }
}
