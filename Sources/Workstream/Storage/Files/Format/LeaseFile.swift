/// What stands in `lease.json`: who drives a run, or drove it last.
///
/// The file is one sealed line. It is written in place with each renewal, and its loss costs nothing but the name of the last owner and the last sign of life.
struct LeaseFile: Sendable, Hashable {
    /// The fencing number of the last lease.
    var token: Int
    /// Who has the lease; `nil` when it was given back.
    var owner: Owner?
    /// When the lease was acquired.
    var acquired: Timestamp
    /// When it ends unless it is renewed.
    var expiry: Timestamp
    /// When the owner was last known to be alive (S64).
    var lastSignOfLife: Timestamp

    /// The state of a lease.
    init(token: Int, owner: Owner?, acquired: Timestamp, expiry: Timestamp, lastSignOfLife: Timestamp) {
        self.token = token
        self.owner = owner
        self.acquired = acquired
        self.expiry = expiry
        self.lastSignOfLife = lastSignOfLife
    }

    /// The bytes of the file.
    ///
    /// - Parameter size: How many bytes it has so far; it does not become shorter.
    func bytes(of run: RunID, over size: Int = 0) throws(StorageError) -> [UInt8] {
        try SealedLine.bytes(of: self, in: run, over: size)
    }

    /// Reads the bytes of the file.
    ///
    /// - Throws: `StorageError` with code `.damaged` or `.newerFormat`.
    init(_ bytes: [UInt8], of run: RunID) throws(StorageError) {
        self = try SealedLine.value(ofFile: bytes, named: RunFiles.lease, in: run)
    }
}

extension LeaseFile: Codable {
    private enum Field: String, CodingKey {
        case token, owner, acquired, expiry
        case lastSignOfLife = "alive"
    }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Field.self)
        func time(_ field: Field) throws -> Timestamp { Timestamp(nanoseconds: try fields.decode(Int64.self, forKey: field)) }
        self.init(
            token: try fields.decode(Int.self, forKey: .token), owner: try fields.decodeIfPresent(Owner.self, forKey: .owner),
            acquired: try time(.acquired), expiry: try time(.expiry), lastSignOfLife: try time(.lastSignOfLife))
    }

    func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Field.self)
        try fields.encode(token, forKey: .token)
        try fields.encodeIfPresent(owner, forKey: .owner)
        try fields.encode(acquired.nanoseconds, forKey: .acquired)
        try fields.encode(expiry.nanoseconds, forKey: .expiry)
        try fields.encode(lastSignOfLife.nanoseconds, forKey: .lastSignOfLife)
    }
}
