/// The live output of one attempt, as much of it as was kept (S32, S73).
public struct Output: Sendable, Hashable {
    /// A piece of output, in the order in which it came.
    public struct Piece: Sendable, Hashable, Codable {
        /// The stream that it belongs to.
        public var channel: OutputChannel
        /// What was written.
        public var text: String
        /// How many bytes that came right before it were left out.
        public var missing: Int

        /// A piece of output.
        public init(_ text: String, channel: OutputChannel = .standardOutput, missing: Int = 0) {
            self.text = text
            self.channel = channel
            self.missing = missing
        }
    }

    /// The pieces, in the order in which they came.
    public var pieces: [Piece]

    /// Output that was kept.
    public init(pieces: [Piece] = []) {
        self.pieces = pieces
    }

    /// How many bytes were left out.
    public var missing: Int { pieces.reduce(0) { $0 + $1.missing } }
    /// How many bytes there were in all.
    public var length: Int { pieces.reduce(0) { $0 + $1.missing + $1.text.utf8.count } }

    /// Adds a piece; one that goes on where the last one ended becomes part of it.
    public mutating func append(_ piece: Piece) {
        guard let last = pieces.indices.last, pieces[last].channel == piece.channel else {
            pieces.append(piece)
            return
        }
        if piece.missing == 0 {
            pieces[last].text += piece.text
        } else if pieces[last].text.isEmpty, piece.text.isEmpty {
            pieces[last].missing += piece.missing
        } else {
            pieces.append(piece)
        }
    }

    /// The text of one stream, or of both as they came; a line says where something is missing.
    public func text(of channel: OutputChannel? = nil) -> String {
        pieces.reduce(into: "") { text, piece in
            if piece.missing > 0 { text += "\n… \(piece.missing) bytes are missing …\n" }
            if channel == nil || piece.channel == channel { text += piece.text }
        }
    }
}
