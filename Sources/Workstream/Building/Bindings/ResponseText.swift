/// Collects the pieces of a text such as `"registry/\(build.response.image):\(version)"`.
///
/// Values of responses are filled in when the action runs: a string as it is, a number or truth value in its JSON form. Anything else cannot be part of a text.
/// Ordinary values become part of the text when the plan is made.
public struct ResponseText: StringInterpolationProtocol {
    var pieces: [ResponseContent.Piece] = []

    /// An empty text.
    public init(literalCapacity: Int, interpolationCount: Int) {
        pieces.reserveCapacity(2 * interpolationCount + 1)
    }

    /// Adds characters.
    public mutating func appendLiteral(_ text: String) {
        guard !text.isEmpty else { return }
        pieces.append(.text(text))
    }

    /// Adds a value of a response.
    public mutating func appendInterpolation<Value>(_ value: ResponseValue<Value>) {
        switch ResponseValue.content(of: value) {
        case .place(let place): pieces.append(.place(place))
        case .text(let inner): pieces += inner
        }
    }

    /// Adds a value that is known when the plan is made.
    public mutating func appendInterpolation(_ value: some LosslessStringConvertible) {
        appendLiteral(value.description)
    }
}
