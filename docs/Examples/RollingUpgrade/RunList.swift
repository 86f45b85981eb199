import Workstream

/// What runs a storage has: looked at from outside, without driving any of them.
struct RunList: Sendable {
    /// The runs, newest first.
    let heads: [RunHead]

    /// Reads the list, as an observer: whoever drives the runs is not disturbed.
    ///
    /// - Throws: What the storage throws when it cannot be read.
    init(of storage: some Storage) async throws {
        let archive = try await RunArchive(storage)
        heads = try await archive.runs(matching: .all).items
        try await archive.close()
    }

    /// The list as lines for people.
    var lines: [String] {
        if heads.isEmpty { return ["There are no runs."] }
        return heads.map { head in
            let attention = head.attention == .none ? "" : " (\(head.attention))"
            let owner = head.owner.map { ", driven by \($0)" } ?? ""
            return "\(head.submitted)  \(head.id)  \(head.plan): \(head.status)\(attention), event \(head.lastNumber)\(owner)"
        }
    }
}
