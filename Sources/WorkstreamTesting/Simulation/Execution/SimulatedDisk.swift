import Workstream

/// Where a run is kept over the lives of its engines.
protocol SimulatedDisk: Sendable {
    /// The storage of the next process.
    func storage(now: @escaping @Sendable () -> Timestamp) -> any Storage
    /// The process that has the storage is killed: it makes no more calls, and the system gives back what it held.
    func kill() async
}
