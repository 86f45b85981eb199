import Testing
import Workstream

@Suite("Duration")
struct DurationTests {
    @Test(
        "a duration counts in whole nanoseconds, rounded towards zero, and never beyond what fits",
        arguments: [
            (.zero, 0), (.seconds(2), 2_000_000_000), (Duration(attoseconds: 1_999_999_999), 1), (Duration(attoseconds: -1_999_999_999), -1),
            (.seconds(Int64.max), .max), (Duration(attoseconds: .max), .max), (Duration(attoseconds: .min), .min),
        ] as [(Duration, Int64)])
    func wholeNanoseconds(duration: Duration, nanoseconds: Int64) {
        #expect(duration.wholeNanoseconds == nanoseconds)
    }
}
