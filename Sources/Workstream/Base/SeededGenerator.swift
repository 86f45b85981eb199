/// A small random number generator that gives the same numbers for the same seed, on every machine and in every version.
///
/// The jitter of retry waits, example values and simulations come from it, so that a run can be explained and repeated. It is fast and well spread, and
/// not for secrets.
///
/// The algorithm is SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014): the state grows by the odd
/// constant `0x9E37_79B9_7F4A_7C15` and each number is the state, mixed by two rounds of exclusive-or shifts and multiplications.
public struct SeededGenerator: RandomNumberGenerator, Sendable, Hashable {
    private static let increment: UInt64 = 0x9E37_79B9_7F4A_7C15

    private var state: UInt64

    /// Makes a generator whose numbers follow from a seed.
    ///
    /// - Parameter seed: Any number; neighbouring seeds give unrelated numbers.
    public init(seed: UInt64) {
        state = seed
    }

    /// Gives the next number, equally likely to be any.
    public mutating func next() -> UInt64 {
        state &+= Self.increment
        return Self.mixed(state)
    }

    /// Gives a whole number from 0 up to, not including, a bound.
    ///
    /// The standard library does not promise that its ranges are drawn the same way in every version; this is the high half of the product of one number
    /// and the bound. Its bias is at most `bound / 2^64`.
    /// - Parameter bound: How many numbers to choose from; greater than zero.
    public mutating func next(below bound: Int) -> Int {
        precondition(bound > 0, "A number below \(bound) was asked for, and there is none: the bound must be greater than zero.")
        return Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    /// Gives a number from 0 up to, not including, 1, in steps of 2⁻⁵³.
    public mutating func nextFraction() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    /// A generator of its own for a numbered purpose, which does not depend on how many numbers this one gave meanwhile to others.
    ///
    /// The jitter of an attempt, for example, follows from the run's seed, the node and the attempt: `generator.derived(node).derived(attempt)`.
    /// - Parameter number: What names the purpose, such as a node or an attempt.
    /// - Returns: A generator whose numbers follow from this one's present state and the number.
    public func derived(_ number: UInt64) -> SeededGenerator {
        SeededGenerator(seed: Self.mixed(state &+ Self.increment) ^ Self.mixed(number &* Self.increment &+ 1))
    }

    private static func mixed(_ value: UInt64) -> UInt64 {
        var mixed = value
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
