/// Something that somebody outside asks of a run: to stop, to pause, a decision.
///
/// The owner of the run turns it into events.
public struct Message: Sendable, Hashable, Codable {
    /// What is asked.
    public struct Kind: RawRepresentable, Sendable, Hashable, Codable, ExpressibleByStringLiteral, CustomStringConvertible {
        /// The kind as it is stored.
        public var rawValue: String
        /// The kind with that text.
        public init(rawValue: String) { self.rawValue = rawValue }
        /// The kind with that text.
        public init(stringLiteral text: String) { self.rawValue = text }
        /// The kind as it is stored.
        public var description: String { rawValue }

        /// Stop the run (S42).
        public static let stop: Self = "stop"
        /// Pause the run (S43).
        public static let pause: Self = "pause"
        /// Resume the run (S43).
        public static let resume: Self = "resume"
        /// Settle an unresolved action (S34).
        public static let decision: Self = "decision"
    }

    /// What is asked.
    public var kind: Kind
    /// Who asks: a person or a program, as it names itself.
    public var author: String
    /// What belongs to the question, such as how hard to stop.
    public var body: JSON

    /// A message.
    public init(_ kind: Kind, from author: String, body: JSON = .object([:])) {
        self.kind = kind
        self.author = author
        self.body = body
    }
}
