import Workstream
import WorkstreamTesting

/// A storage at a `FaultyPlace`: it keeps every promise but those that the fault of its place breaks.
final class FaultyStorage: Storage {
    private let place: FaultyPlace
    private let access = Lock<Access?>(nil)

    private var fault: StorageFault? { place.fault }
    private var memory: MemoryStorage { place.memory }

    init(at place: FaultyPlace) {
        self.place = place
    }

    func open(_ access: Access) async throws {
        self.access.withLock { $0 = access }
        place.memories.withLock { $0.openings += 1 }
    }

    func close() async throws {
        access.withLock { $0 = nil }
    }

    private func checkReadable() throws {
        if fault != .ignoresOpening, access.withLock({ $0 }) == nil { throw StorageError.closed() }
    }

    private func checkWritable() throws {
        try checkReadable()
        if fault != .letsObserversWrite, access.withLock({ $0 }) == .observer { throw StorageError.observed() }
    }

    func create(_ run: NewRun) async throws -> Creation {
        try checkWritable()
        var run = run
        if fault == .losesLabels { run.head.labels = [:] }
        let creation = try await memory.create(run)
        if fault == .createsTwice, creation == .exists(run.id) { return .created }
        guard fault == .forgetsKeys, case .exists(let other) = creation, other != run.id else { return creation }
        run.head.key = nil
        return try await memory.create(run)
    }

    func append(_ batch: Batch, as lease: Lease) async throws {
        try checkWritable()
        var batch = batch
        if fault == .losesDueTimes { batch.head.due = nil }
        do {
            if fault == .splitsBatches, batch.events.count > 1 {
                var half = batch
                half.events.removeLast()
                half.head.lastNumber = half.last
                try await memory.append(half, as: lease)
                for _ in 0..<100 { await Task.yield() }
                try Task.checkCancellation()
                batch.events = [batch.events[batch.events.count - 1]]
            }
            let present = place.memories.withLock { $0.leases[batch.run] }
            try await memory.append(batch, as: fault == .ignoresFencing ? present ?? lease : lease)
        } catch let error as StorageError {
            if fault == .takesAnything, error.code == .conflict || error.code == .malformed { return }
            throw error
        }
    }

    func definition(of run: RunID) async throws -> StoredPlan {
        try checkReadable()
        var stored = try await memory.definition(of: run)
        if fault == .trimsNames { stored.plan.name = String(stored.plan.name.prefix(20)) }
        return stored
    }

    func events(of run: RunID, after number: Int, limit: Int) async throws -> [StoredEvent] {
        try checkReadable()
        do {
            let events = try await memory.events(of: run, after: number, limit: limit)
            switch fault {
            case .losesAnEvent: return events.filter { $0.number != 20 }
            case .roundsTimes, .clipsResponses: return try events.map { try spoil($0.event()) }
            default: return events
            }
        } catch let error as StorageError where fault == .inventsRuns && error.code == .notFound {
            return []
        }
    }

    private func spoil(_ event: Event) -> StoredEvent {
        var event = event
        if fault == .roundsTimes { event.time.nanoseconds -= event.time.nanoseconds % 1_000_000 }
        if fault == .clipsResponses, case .attemptEnded(var ended) = event.kind, case .success(.whole(let bytes)) = ended.outcome,
            bytes.count > 1 << 20
        {
            ended.outcome = .success(.whole(Array(bytes.prefix(1 << 20))))
            event.kind = .attemptEnded(ended)
        }
        return StoredEvent(event)
    }

    func heads(matching query: RunQuery, after cursor: Cursor?, limit: Int) async throws -> Page<RunHead> {
        try checkReadable()
        do {
            var page = try await memory.heads(matching: fault == .ignoresQueries ? .all : query, after: cursor, limit: limit)
            if fault == .reversesPages { page.items.reverse() }
            if fault == .losesTheLastOfAPage, page.next != nil { page.items.removeLast() }
            let isForgetful = fault == .forgetsRenewals && place.memories.withLock { $0.openings } > 1
            if isForgetful || fault == .losesSignsOfLife {
                for index in page.items.indices { page.items[index].lastSignOfLife = page.items[index].submitted }
            }
            return page
        } catch let error as StorageError where fault == .takesAnyCursor && error.code == .malformed {
            return Page([])
        }
    }

    func checkpoint(of run: RunID) async throws -> Checkpoint? {
        try checkReadable()
        let last = try await memory.checkpoint(of: run)
        return fault == .keepsOldCheckpoints ? place.memories.withLock { $0.checkpoints[run] } : last
    }

    func put(_ checkpoint: Checkpoint, as lease: Lease) async throws {
        try checkWritable()
        try await memory.put(checkpoint, as: lease)
        place.memories.withLock { memories in
            if memories.checkpoints[checkpoint.run] == nil { memories.checkpoints[checkpoint.run] = checkpoint }
        }
    }

    func acquire(_ run: RunID, for owner: Owner, lasting: Duration) async throws -> Lease {
        try checkWritable()
        do {
            let lease = try await memory.acquire(run, for: owner, lasting: fault == .leasesForEver ? .seconds(1_000_000) : lasting)
            place.memories.withLock { $0.leases[run] = lease }
            return lease
        } catch var error as StorageError where error.code == .owned {
            if fault == .leasesToEverybody, let lease = place.memories.withLock({ $0.leases[run] }) { return lease }
            if fault == .hidesHolders { error.holder = nil }
            throw error
        }
    }

    func renew(_ leases: [Lease], lasting: Duration) async throws -> [Lease] {
        try checkWritable()
        return fault == .renewsNothing ? leases : try await memory.renew(leases, lasting: lasting)
    }

    func release(_ leases: [Lease]) async throws {
        try checkWritable()
        try await memory.release(leases)
    }

    func post(_ message: Message, to run: RunID) async throws {
        try checkReadable()
        if fault == .losesMessages, message.author.hasSuffix("3") { return }
        try await memory.post(message, to: run)
        place.memories.withLock {
            $0.posted.append(StoredMessage(run: run, number: $0.posted.count + 1, time: Timestamp(nanoseconds: 0), message: message))
        }
    }

    func messages(after numbers: [RunID: Int]) async throws -> [StoredMessage] {
        try checkReadable()
        if fault == .remembersMessages { return place.memories.withLock { $0.posted } }
        return try await memory.messages(after: fault == .repeatsMessages ? numbers.mapValues { _ in 0 } : numbers)
    }

    func append(_ output: OutputChunk, as lease: Lease) async throws {
        try checkWritable()
        var output = output
        if fault == .mixesAttempts { output.attempt = 1 }
        try await memory.append(output, as: lease)
    }

    func output(of node: Int, attempt: Int, in run: RunID) async throws -> Output? {
        try checkReadable()
        let output = try await memory.output(of: node, attempt: attempt, in: run)
        return fault == .forgetsOutput && place.memories.withLock { $0.openings } > 1 ? nil : output
    }

    func delete(_ run: RunID) async throws {
        try checkWritable()
        if fault != .deletesNothing { try await memory.delete(run) }
    }
}
