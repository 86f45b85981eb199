/// Open files that will be needed again, as many as there may be at a time.
///
/// A storage with ten thousand runs must not have ten thousand files open. One that was dropped is opened again when it is needed; whoever uses it just
/// then keeps it open meanwhile.
final class DescriptorCache: Sendable {
    /// What a file is open for.
    enum Purpose: Sendable, Hashable {
        /// The segment that is being written.
        case writing
        /// The number that tells others what is durable.
        case marking
        /// A segment that is being read, by the number of its first event.
        case reading(segment: Int)
    }

    private struct Key: Hashable {
        var run: RunID
        var purpose: Purpose
    }

    private struct State {
        var files: [Key: (file: Descriptor, used: Int)] = [:]
        var clock = 0
    }

    private let state = Lock(State())
    private let limit: Int

    /// A cache of at most so many files.
    init(limit: Int) {
        self.limit = max(4, limit)
    }

    /// How many files are open.
    var count: Int { state.withLock { $0.files.count } }

    /// A file that is open, or that is opened now.
    func file<Failure: Error>(
        of run: RunID, for purpose: Purpose, opening: () throws(Failure) -> Descriptor
    ) throws(Failure) -> Descriptor {
        let key = Key(run: run, purpose: purpose)
        let found = state.withLock { state -> Descriptor? in
            state.clock += 1
            state.files[key]?.used = state.clock
            return state.files[key]?.file
        }
        if let found { return found }
        let file = try opening()
        keep(file, of: run, for: purpose)
        return file
    }

    /// Keeps a file that was just opened.
    func keep(_ file: Descriptor, of run: RunID, for purpose: Purpose) {
        // Closed outside of the lock, since closing may wait for the disk.
        let dropped = state.withLock { state -> [Descriptor] in
            state.clock += 1
            state.files[Key(run: run, purpose: purpose)] = (file, state.clock)
            guard state.files.count > limit else { return [] }
            // A quarter at a time, so that looking for the oldest costs little for each.
            let oldest = state.files.sorted { $0.value.used < $1.value.used }.prefix(max(1, limit / 4))
            for (key, _) in oldest { state.files[key] = nil }
            return oldest.map(\.value.file)
        }
        withExtendedLifetime(dropped) {}
    }

    /// Lets go of a file, which is not trusted any more or has another part now.
    func drop(_ run: RunID, for purpose: Purpose) {
        let dropped = state.withLock { $0.files.removeValue(forKey: Key(run: run, purpose: purpose)) }
        withExtendedLifetime(dropped) {}
    }

    /// Lets go of all files of a run.
    func drop(_ run: RunID) {
        let dropped = state.withLock { state in
            let keys = state.files.keys.filter { $0.run == run }
            return keys.compactMap { state.files.removeValue(forKey: $0)?.file }
        }
        withExtendedLifetime(dropped) {}
    }
}
