import Workstream
import WorkstreamTesting

/// A place where storages keep runs, which outlives them; with one fault, or none.
final class FaultyPlace: Sendable {
    let fault: StorageFault?
    let memory: MemoryStorage
    /// What only a fault needs: the present leases, what was posted ever, the first checkpoints, how many storages were opened.
    let memories = Lock(Memories())
    private let clock: Lock<Timestamp>

    struct Memories {
        var leases: [RunID: Lease] = [:]
        var posted: [StoredMessage] = []
        var checkpoints: [RunID: Checkpoint] = [:]
        var openings = 0
    }

    init(_ fault: StorageFault?) async throws {
        let clock = Lock(Timestamp(nanoseconds: 1_000_000_000))
        self.fault = fault
        self.clock = clock
        memory = MemoryStorage(now: { clock.withLock { $0 } })
        try await memory.open(.readWrite)
    }

    /// A storage at this place, and what the suite can do to it.
    func subject() -> StorageUnderTest {
        StorageUnderTest(
            FaultyStorage(at: self), advance: { duration in self.clock.withLock { $0 = $0 + duration } }, another: { FaultyStorage(at: self) },
            crash: {},
            tear: { batch, lease in
                guard self.fault == .tearsBatches else { return }
                var half = batch
                half.events.removeLast(batch.events.count / 2)
                half.head.lastNumber = half.last
                try await self.memory.append(half, as: lease)
            })
    }
}
