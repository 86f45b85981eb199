/// Fills part of a request from what happened earlier, just before the first attempt (S28).
///
/// It is data: a place in the request, and where its value comes from. `Action.binding(…)` makes one from key paths that the compiler checks.
public struct Binding: Sendable, Hashable {
    /// What is done at the place.
    public enum Operation: String, Sendable, Hashable, Codable {
        /// The value replaces what is there.
        case set
        /// The value is added at the end of the array that is there.
        case append
    }

    /// A piece of a text that is put together.
    public enum Piece: Sendable, Hashable {
        /// These characters.
        case text(String)
        /// The value of a source: a string as it is, a number or truth value in its JSON form; anything else cannot be part of a text.
        case source(Source)
    }

    /// What is put at the place.
    public enum Value: Sendable, Hashable {
        /// The value of a source.
        case source(Source)
        /// A text made of pieces.
        case text([Piece])
    }

    /// The place in the request.
    public var target: JSON.Path
    /// What is done there.
    public var operation: Operation
    /// What is put there.
    public var value: Value
    /// What is put there instead when a source is missing at run time (S29); `nil`: nothing can be.
    public var otherwise: JSON?

    /// A binding made by hand.
    public init(target: JSON.Path, operation: Operation = .set, value: Value, otherwise: JSON? = nil) {
        self.target = target
        self.operation = operation
        self.value = value
        self.otherwise = otherwise
    }

    /// The sources that the value is made of, in the order of the text.
    public var sources: [Source] {
        switch value {
        case .source(let source): [source]
        case .text(let pieces):
            pieces.compactMap { if case .source(let source) = $0 { source } else { nil } }
        }
    }
}
