import Workstream

/// The cores of the machine, to which executions are dealt out: they share nothing, so that as many run at a time as there are cores.
enum Cores {
    /// How many there are.
    static var count: Int { NativeThread.coreCount }

    /// Does something for each of many seeds, on several threads, of which the one that asks is the first.
    ///
    /// Numbers are dealt out one by one, in order; which thread gets which is chance. What is made of the parts must not tell.
    /// - Parameters:
    ///   - executions: How many numbers are dealt out, from 0.
    ///   - seed: What the seeds follow from, one for each number.
    ///   - threads: How many threads there are. One that the system refuses to start is missing, and no harm is done.
    ///   - start: What each thread begins with.
    ///   - work: What is done with a number and its seed, and added to what the thread has.
    /// - Returns: What the threads had in the end.
    /// - Throws: What the work threw, with which its thread ends.
    static func deal<Part: Sendable>(
        _ executions: Int, seed: UInt64, to threads: Int, from start: Part,
        _ work: @escaping @Sendable (_ number: Int, _ seed: UInt64, _ part: inout Part) throws -> Void
    ) throws -> [Part] {
        let pack = Lock((dealt: 0, seeds: SeededGenerator(seed: seed)))
        let take = { @Sendable () -> (number: Int, seed: UInt64)? in
            pack.withLock { pack in
                guard pack.dealt < executions else { return nil }
                pack.dealt += 1
                return (pack.dealt - 1, pack.seeds.next())
            }
        }
        let part = { @Sendable () -> Result<Part, any Error> in
            Result {
                var part = start
                while let (number, seed) = take() { try work(number, seed, &part) }
                return part
            }
        }
        let parts = Monitor<(left: Int, ended: [Result<Part, any Error>])>((0, []))
        let hasEnded = ThreadCondition()
        for number in 1..<max(1, min(threads, executions)) {
            parts.withLock { $0.left += 1 }
            do {
                try NativeThread.start(name: "simulation-\(number)") {
                    let part = part()
                    parts.withLock { parts in
                        parts.left -= 1
                        parts.ended.append(part)
                    }
                    hasEnded.signal()
                }
            } catch {
                // The others do its work.
                parts.withLock { $0.left -= 1 }
            }
        }
        let first = part()
        let others = parts.wait(on: hasEnded) { parts, _ in parts.left == 0 ? .proceed(parts.ended) : .sleep(atMost: nil) }
        return try ([first] + others).map { try $0.get() }
    }
}
