/// Events as bytes: the canonical text of `StoredEvent`, which describes the form.
enum EventForm {
    /// Adds the text of an event.
    ///
    /// - Throws: `StorageError` with code `.malformed` for an event that JSON cannot express.
    static func append(_ event: Event, of run: RunID, to bytes: inout [UInt8]) throws(StorageError) {
        let value: JSON
        do {
            value = try JSON(encoding: StoredEvent(event))
        } catch {
            throw .malformed("Event \(event.number) of run \"\(run)\" cannot be written as JSON: \(error).", run: run)
        }
        var writer = JSONWriter(style: .canonical)
        swap(&writer.bytes, &bytes)
        writer.write(value)
        swap(&writer.bytes, &bytes)
    }
}
