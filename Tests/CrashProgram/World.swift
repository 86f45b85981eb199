/// Where the runs lie, and what they change.
struct World: Sendable {
    /// The folder of all of it.
    let folder: String

    /// The store.
    var runs: String { folder + "/runs" }
    /// What happened.
    var ledger: EffectLedger { EffectLedger(path: folder + "/ledger") }

    /// The folder that a run fills with files.
    func files(of number: Int) -> String { folder + "/files-\(number)" }
}
