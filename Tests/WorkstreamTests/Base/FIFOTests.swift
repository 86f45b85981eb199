import Testing

@testable import Workstream

@Suite("FIFO")
struct FIFOTests {
    @Test("elements leave in the order in which they came", arguments: UInt64(0)..<5)
    func order(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        var queue = FIFO<Int>()
        var model: [Int] = []
        for number in 0..<1_000 {
            if generator.next(below: 100) < 55 {
                queue.append(number)
                model.append(number)
            } else {
                #expect(queue.popFirst() == (model.isEmpty ? nil : model.removeFirst()))
            }
            #expect(queue.count == model.count)
            #expect(queue.isEmpty == model.isEmpty)
        }
    }
}
