/// The states of all nodes of a run, by number, in pieces that copies share until one of them changes.
///
/// A snapshot of a million nodes copies none; the first change after it copies one piece, and the list of the pieces.
struct NodeStates: Sendable {
    /// How many states a piece has.
    static let pieceSize = 256

    private var pieces: [[Run.State]]

    /// As many nodes of which nothing has happened.
    init(count: Int) {
        let piece = [Run.State](repeating: Run.State(), count: Self.pieceSize)
        // All pieces are one until something happens.
        pieces = Array(repeating: piece, count: (count + Self.pieceSize - 1) / Self.pieceSize)
    }

    /// The state of a node.
    subscript(node: Int) -> Run.State {
        get { pieces[node / Self.pieceSize][node % Self.pieceSize] }
        // In place: a get and a set would copy the piece each time.
        _modify { yield &pieces[node / Self.pieceSize][node % Self.pieceSize] }
    }
}
