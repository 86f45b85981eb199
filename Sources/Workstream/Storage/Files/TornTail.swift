/// The end of a journal that was being written when its process or its machine went down, and was cut off (S68).
///
/// Nobody was ever told that what it held was stored, so nothing is lost that anybody relies on.
public struct TornTail: Sendable, Hashable {
    /// The run.
    public var run: RunID
    /// The name of the file, in the folder of the run.
    public var file: String
    /// How many bytes stand before it: so long is the file now.
    public var offset: Int
    /// How many bytes were cut off.
    public var count: Int
    /// What was cut off, and why.
    public var description: String
}

extension TornTail: CustomStringConvertible {
    /// The end of a run's journal.
    init(_ run: RunID, _ tear: JournalTear) {
        self.init(run: run, file: tear.place.file, offset: tear.place.offset, count: tear.count, description: "Run \"\(run)\": \(tear)")
    }
}
