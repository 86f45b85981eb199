#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// Who drives a run: an engine, and where it lives, so that people can find it.
public struct Owner: Sendable, Hashable, Codable {
    /// The id of the engine; two engines of one process have different ones.
    public var engine: UUID
    /// The number of its process.
    public var process: Int
    /// The name of its machine.
    public var host: String
    /// When the engine was opened.
    public var started: Timestamp

    /// An owner.
    public init(engine: UUID, process: Int, host: String, started: Timestamp) {
        self.engine = engine
        self.process = process
        self.host = host
        self.started = started
    }

    private enum Field: String, CodingKey { case engine, process, host, started }

    /// Reads an object with the fields `engine`, `process`, `host` and `started`, which is in nanoseconds since 1970.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Field.self)
        engine = try fields.decode(UUID.self, forKey: .engine)
        process = try fields.decode(Int.self, forKey: .process)
        host = try fields.decode(String.self, forKey: .host)
        started = Timestamp(nanoseconds: try fields.decode(Int64.self, forKey: .started))
    }

    /// Writes what `init(from:)` reads.
    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Field.self)
        try fields.encode(engine, forKey: .engine)
        try fields.encode(process, forKey: .process)
        try fields.encode(host, forKey: .host)
        try fields.encode(started.nanoseconds, forKey: .started)
    }

    /// When the engine was opened.
    public var startDate: Date { started.date }
}

extension Owner: CustomStringConvertible {
    /// The process and the machine, such as `process 4711 on "build-7"`.
    public var description: String { "process \(process) on \"\(host)\"" }
}
