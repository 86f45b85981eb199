#if canImport(FoundationEssentials)
    public import FoundationEssentials
#else
    public import Foundation
#endif

/// The right to drive a run for a while (S65).
///
/// Its `token` is a fencing number: a storage refuses whatever comes with another one than the run's present one, so that an engine that slept through its
/// lease cannot store anything, whatever it believes.
public struct Lease: Sendable, Hashable {
    /// The run.
    public var run: RunID
    /// Who has it.
    public var owner: Owner
    /// The fencing number; each lease of a run has a larger one than those before it.
    public var token: Int
    /// When it was acquired, by the storage's clock.
    public var acquired: Timestamp
    /// When it ends unless it is renewed, by the storage's clock.
    ///
    /// An owner counts the time itself, from before it asked, on its own monotonic clock.
    public var expiry: Timestamp

    /// A lease.
    public init(run: RunID, owner: Owner, token: Int, acquired: Timestamp, expiry: Timestamp) {
        self.run = run
        self.owner = owner
        self.token = token
        self.acquired = acquired
        self.expiry = expiry
    }

    /// When it was acquired.
    public var acquiredDate: Date { acquired.date }
    /// When it ends unless it is renewed.
    public var expiryDate: Date { expiry.date }
}

/// The stored form, for storages that keep leases as JSON; moments are in nanoseconds since 1970.
extension Lease: Codable {
    private enum Field: String, CodingKey { case run, owner, token, acquired, expiry }

    /// Reads an object with the fields `run`, `owner`, `token`, `acquired` and `expiry`.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Field.self)
        run = try fields.decode(RunID.self, forKey: .run)
        owner = try fields.decode(Owner.self, forKey: .owner)
        token = try fields.decode(Int.self, forKey: .token)
        acquired = Timestamp(nanoseconds: try fields.decode(Int64.self, forKey: .acquired))
        expiry = Timestamp(nanoseconds: try fields.decode(Int64.self, forKey: .expiry))
    }

    /// Writes what `init(from:)` reads.
    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Field.self)
        try fields.encode(run, forKey: .run)
        try fields.encode(owner, forKey: .owner)
        try fields.encode(token, forKey: .token)
        try fields.encode(acquired.nanoseconds, forKey: .acquired)
        try fields.encode(expiry.nanoseconds, forKey: .expiry)
    }
}
