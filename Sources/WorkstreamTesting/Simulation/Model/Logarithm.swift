/// The natural logarithm, the same to the last bit on every machine, which those of system libraries are not.
enum Logarithm {
    private static let ofTwo = 0.693_147_180_559_945_3

    /// The natural logarithm of a positive finite number, to about 15 digits.
    ///
    /// With *x* = *m*·2^*e*, *m* between √½ and √2, and *s* = (*m* − 1)/(*m* + 1): ln *x* = *e*·ln 2 + 2(*s* + *s*³/3 + *s*⁵/5 + …), where *s* is at most 0.172.
    static func natural(of number: Double) -> Double {
        var exponent = Double(number.exponent)
        var significand = number.significand
        if significand > 1.414_213_562_373_095 {
            significand /= 2
            exponent += 1
        }
        let ratio = (significand - 1) / (significand + 1)
        let square = ratio * ratio
        var sum = 0.0
        for divisor in stride(from: 23.0, through: 1, by: -2) { sum = sum * square + 1 / divisor }
        return exponent * ofTwo + 2 * ratio * sum
    }
}
