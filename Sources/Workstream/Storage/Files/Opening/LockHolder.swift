/// What stands in the file `lock`: who holds a store, so that people can find them, and how many held it before.
struct LockHolder: Sendable, Hashable {
    /// The number of the process.
    var process: Int
    /// The name of its machine.
    var host: String
    /// Since when.
    var since: Timestamp
    /// How many times the store has been taken, this time included.
    var tenure: Int

    /// The bytes of the file, pretty.
    func bytes() throws(StorageError) -> [UInt8] {
        do {
            return try JSON(encoding: self).bytes(.pretty)
        } catch {
            throw .malformed("The holder of a store cannot be written as JSON: \(error).")
        }
    }
}

extension LockHolder: Codable {
    private enum Field: String, CodingKey { case process, host, since, tenure }

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Field.self)
        self.init(
            process: try fields.decode(Int.self, forKey: .process), host: try fields.decode(String.self, forKey: .host),
            since: Timestamp(nanoseconds: try fields.decode(Int64.self, forKey: .since)), tenure: try fields.decode(Int.self, forKey: .tenure))
    }

    func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Field.self)
        try fields.encode(process, forKey: .process)
        try fields.encode(host, forKey: .host)
        try fields.encode(since.nanoseconds, forKey: .since)
        try fields.encode(tenure, forKey: .tenure)
    }
}
