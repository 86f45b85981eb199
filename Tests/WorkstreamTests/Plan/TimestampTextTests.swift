import Foundation
import Testing

@testable import Workstream

@Suite("Timestamp text") struct TimestampTextTests {
    @Test(
        "a moment is written in UTC with as many digits as it has",
        arguments: [
            (0, "1970-01-01T00:00:00Z"), (1, "1970-01-01T00:00:00.000000001Z"), (-1, "1969-12-31T23:59:59.999999999Z"),
            (951_782_400_000_000_000, "2000-02-29T00:00:00Z"), (4_107_542_400_250_000_000, "2100-03-01T00:00:00.25Z"),
            (Int64.max, "2262-04-11T23:47:16.854775807Z"), (Int64.min, "1677-09-21T00:12:43.145224192Z"),
        ])
    func moments(nanoseconds: Int64, text: String) {
        #expect(Timestamp(nanoseconds: nanoseconds).description == text)
    }

    @Test("10,000 random moments are written as Foundation writes them", arguments: [1, 2])
    func random(seed: UInt64) {
        var generator = SeededGenerator(seed: seed)
        let style = Date.ISO8601FormatStyle()
        for _ in 0..<5000 {
            let seconds = Int64(generator.next(below: 18_000_000_000)) - 9_000_000_000
            #expect(Timestamp(nanoseconds: seconds * 1_000_000_000).description == Date(timeIntervalSince1970: Double(seconds)).formatted(style))
        }
    }
}
