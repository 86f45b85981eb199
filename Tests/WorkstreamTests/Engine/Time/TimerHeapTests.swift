import Testing

@testable import Workstream

@Suite("TimerHeap")
struct TimerHeapTests {
    @Test("timers come in the order of their deadlines, and equal ones in the order in which they were set", arguments: UInt64(0)..<20)
    func order(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var heap = TimerHeap<Int>()
        var model: [(deadline: Int64, number: Int, timer: TimerID)] = []
        for number in 0..<500 {
            switch generator.next(below: 4) {
            case 0 where !model.isEmpty:
                let index = generator.next(below: model.count)
                let removed = model.remove(at: index)
                #expect(heap.remove(removed.timer) == removed.number)
                #expect(heap.remove(removed.timer) == nil)
            case 1:
                let now = Int64(generator.next(below: 100))
                let due = model.filter { $0.deadline <= now }.min { ($0.deadline, $0.number) < ($1.deadline, $1.number) }
                #expect(heap.popDue(at: Timestamp(nanoseconds: now)) == due?.number)
                if let due {
                    model.removeAll { $0.number == due.number }
                    #expect(heap.remove(due.timer) == nil)
                }
            default:
                let deadline = Int64(generator.next(below: 100))
                model.append((deadline, number, heap.insert(number, at: Timestamp(nanoseconds: deadline))))
            }
            #expect(heap.count == model.count)
            #expect(heap.nextDeadline?.nanoseconds == model.map(\.deadline).min())
        }
    }

    @Test("removing all leaves names without effect on later timers")
    func removeAll() {
        var heap = TimerHeap<String>()
        let old = heap.insert("old", at: Timestamp(nanoseconds: 1))
        #expect(heap.removeAll() == ["old"])
        let new = heap.insert("new", at: Timestamp(nanoseconds: 1))
        #expect(heap.remove(old) == nil)
        #expect(heap.remove(new) == "new")
    }
}
