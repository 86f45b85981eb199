/// What a sink knows of the values that are being written.
extension EncodingSink {
    /// What a value turns out to be by what it asks of its encoder.
    enum Kind {
        /// Nothing was asked for yet.
        case undecided
        /// One value in its own place.
        case single
        /// A list.
        case array
        /// An object.
        case object
    }

    /// A value that is being written.
    struct Frame {
        /// Names it to its encoders: none of a value that has ended may write any more.
        let serial: Int
        /// The member or element that it is; nothing where it takes the place of the value around it.
        let key: (any CodingKey)?
        /// How many members and elements stand around it.
        let depth: Int
        /// Where its bytes begin.
        let start: Int
        /// Which of the members are its own.
        let firstMember: Int
        /// Which of the nested sinks are its own.
        let firstNested: Int
        /// What it has turned out to be.
        var kind = Kind.undecided
        /// How many elements it has.
        var count = 0
        /// Whether its members came in the order of their names so far, each once.
        var isOrdered = true
        /// Whether names have the same order and the same equality as their bytes.
        var hasPlainNames = true
    }

    /// A member of an object that is being written.
    struct Member {
        /// The first bytes of the name, which tell most names apart.
        var prefix: UInt64
        /// Where its opening quote stands.
        var start: Int
        /// Where its name ends.
        var nameEnd: Int
        /// Where its value ends; known when the next member begins.
        var end = 0
    }

    /// A container that may be written to until the value around it ends; meanwhile `null` stands in its place.
    struct Nested {
        /// Where the `null` stands.
        let place: Int
        /// The name of the member; nothing in a list.
        let name: String?
        /// What is written.
        let sink: EncodingSink
    }
}
