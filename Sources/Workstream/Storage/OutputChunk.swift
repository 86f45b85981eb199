/// A piece of live output on its way to the storage (S73).
public struct OutputChunk: Sendable, Hashable, Codable {
    /// The run.
    public var run: RunID
    /// The number of the action or check.
    public var node: Int
    /// The number of the attempt.
    public var attempt: Int
    /// The piece.
    public var piece: Output.Piece

    /// A piece of live output.
    public init(run: RunID, node: Int, attempt: Int, piece: Output.Piece) {
        self.run = run
        self.node = node
        self.attempt = attempt
        self.piece = piece
    }
}
