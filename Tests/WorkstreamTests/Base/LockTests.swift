import Testing

@testable import Workstream

@Suite("Lock")
struct LockTests {
    @Test("eight tasks that count together lose nothing")
    func counting() async {
        let lock = Lock(0)
        await withTaskGroup { group in
            for _ in 0..<8 {
                group.addTask {
                    for _ in 0..<10_000 { lock.withLock { $0 += 1 } }
                }
            }
        }
        #expect(lock.withLock { $0 } == 80_000)
    }

    @Test("an error thrown inside comes out and leaves the lock free")
    func throwing() {
        struct Refusal: Error {}
        let lock = Lock([1])
        #expect(throws: Refusal.self) { try lock.withLock { (_: inout [Int]) throws(Refusal) in throw Refusal() } }
        lock.withLock { $0.append(2) }
        #expect(lock.withLock { $0 } == [1, 2])
    }
}
