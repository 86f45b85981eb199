import Testing
import Workstream

@Suite("SeededGenerator")
struct SeededGeneratorTests {
    @Test("the numbers are those of SplitMix64 with seed 1234567")
    func publishedNumbers() {
        var generator = SeededGenerator(seed: 1_234_567)
        let numbers = (0..<5).map { _ in generator.next() }
        #expect(numbers[0] == 6_457_827_717_110_365_317)
        #expect(numbers[1] == 3_203_168_211_198_807_973)
        #expect(numbers[2] == 9_817_491_932_198_370_423)
        #expect(numbers[3] == 4_593_380_528_125_082_431)
        #expect(numbers[4] == 16_408_922_859_458_223_821)
    }

    @Test("a number below a bound is never outside it, and every one comes")
    func below() {
        var generator = SeededGenerator(seed: 7)
        var counts = [Int](repeating: 0, count: 6)
        for _ in 0..<6_000 { counts[generator.next(below: 6)] += 1 }
        #expect(counts.allSatisfy { (850...1_150).contains($0) })
        #expect(generator.next(below: 1) == 0)
    }

    @Test("a fraction is at least 0, below 1, and 0.5 on average")
    func fraction() {
        var generator = SeededGenerator(seed: 7)
        let fractions = (0..<10_000).map { _ in generator.nextFraction() }
        #expect(fractions.allSatisfy { (0..<1).contains($0) })
        #expect(abs(fractions.reduce(0, +) / 10_000 - 0.5) < 0.01)
    }

    @Test("derived generators differ by number and by parent, and are the same for the same")
    func derived() {
        let parent = SeededGenerator(seed: 1)
        var first = Set<UInt64>()
        for node in UInt64(0)..<100 {
            for attempt in UInt64(0)..<100 {
                var generator = parent.derived(node).derived(attempt)
                var again = parent.derived(node).derived(attempt)
                let number = generator.next()
                #expect(number == again.next())
                first.insert(number)
            }
        }
        #expect(first.count == 10_000)
    }
}
