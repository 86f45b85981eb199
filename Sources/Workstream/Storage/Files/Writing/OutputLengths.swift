/// How much live output of each attempt has been kept, for those attempts that wrote last.
struct OutputLengths: Sendable {
    /// Names an attempt.
    struct Attempt: Hashable, Sendable {
        /// The number of the action or check.
        var node: Int
        /// The number of the attempt.
        var number: Int
    }

    /// For how many attempts it is remembered; for others the file tells.
    private static let limit = 1024

    private var lengths: [Attempt: Int] = [:]

    /// How much was kept of an attempt.
    subscript(attempt: Attempt) -> Int? {
        get { lengths[attempt] }
        set {
            if lengths.count >= Self.limit, lengths[attempt] == nil { lengths = [:] }
            lengths[attempt] = newValue
        }
    }
}
