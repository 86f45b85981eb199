/// A place in a file of a run, as messages name it.
struct FilePlace: Sendable, Hashable {
    /// The name of the file in the folder of the run.
    var file: String
    /// The number of the record, from 1: its line.
    var record: Int
    /// How many bytes stand before the record.
    var offset: Int
}

extension FilePlace: CustomStringConvertible {
    /// Record, offset and file in words.
    var description: String { "record \(record) at offset \(offset) of \"\(file)\"" }
}
