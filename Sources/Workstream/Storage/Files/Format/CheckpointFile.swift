/// What stands in `checkpoint.json`: the state of a run after some event, as it was given.
///
/// The file is one sealed line. A checkpoint is a cache, so one that cannot be read is none.
struct CheckpointFile: Sendable, Hashable {
    /// The number of the last event that the state contains.
    var number: Int
    /// The version of the form of the state.
    var version: Int
    /// The state.
    var state: [UInt8]

    /// The file of a checkpoint.
    init(_ checkpoint: Checkpoint) {
        number = checkpoint.number
        version = checkpoint.version
        state = checkpoint.bytes
    }

    /// The bytes of the file.
    func bytes(of run: RunID) throws(StorageError) -> [UInt8] {
        try SealedLine.bytes(of: self, in: run)
    }

    /// Reads the bytes of the file.
    ///
    /// - Throws: `StorageError` with code `.damaged` or `.newerFormat`.
    init(_ bytes: [UInt8], of run: RunID) throws(StorageError) {
        self = try SealedLine.value(ofFile: bytes, named: RunFiles.checkpoint, in: run)
    }

    /// The checkpoint.
    func checkpoint(of run: RunID) -> Checkpoint {
        Checkpoint(run: run, number: number, version: version, bytes: state)
    }
}

extension CheckpointFile: Codable {
    private enum Field: String, CodingKey {
        case number, version, state
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Field.self)
        number = try fields.decode(Int.self, forKey: .number)
        version = try fields.decode(Int.self, forKey: .version)
        guard case .whole(let state) = try fields.decode(StoredPayload.self, forKey: .state).payload else {
            throw DecodingError.dataCorruptedError(forKey: .state, in: fields, debugDescription: "The state is not whole.")
        }
        self.state = state
    }

    func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Field.self)
        try fields.encode(number, forKey: .number)
        try fields.encode(version, forKey: .version)
        try fields.encode(StoredPayload(.whole(state)), forKey: .state)
    }
}
