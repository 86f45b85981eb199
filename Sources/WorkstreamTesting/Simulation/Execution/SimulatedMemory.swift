import Workstream

/// Memory that outlives processes.
final class SimulatedMemory: SimulatedDisk {
    private let memory = Lock(MemoryStorage())

    func storage(now: @escaping @Sendable () -> Timestamp) -> any Storage {
        memory.withLock { memory in
            memory = memory.afterCrash(now: now)
            return memory
        }
    }

    func kill() async {}
}
