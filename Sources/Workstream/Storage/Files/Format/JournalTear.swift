/// The end of a journal that was being written when its process or its machine went down (S68).
///
/// It was never known to be durable, so nobody was told of what it held. Whoever opens the journal cuts it off there.
struct JournalTear: Sendable, Hashable {
    /// Where it begins.
    var place: FilePlace
    /// How many bytes are dropped.
    var count: Int
    /// What is wrong with its first line, as the end of a sentence about it.
    var why: String
}

extension JournalTear: CustomStringConvertible {
    /// What is dropped, and why.
    var description: String {
        "\(count) bytes were dropped from \(place) on: \(why). They were being written when the process or the machine went down, and nothing in the journal "
            + "says that they were ever durable."
    }
}
