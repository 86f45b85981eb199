/// Events as bytes: the canonical text of `StoredEvent`, which describes the form.
enum EventForm {
    /// Adds the text of an event.
    ///
    /// - Throws: `StorageError` with code `.malformed` for an event that JSON cannot express.
    static func append(_ event: Event, of run: RunID, to bytes: inout [UInt8]) throws(StorageError) {
        if appendFrequent(event, to: &bytes) { return }
        do {
            bytes += try JSON.bytes(encoding: StoredEvent(event))
        } catch {
            throw .malformed("Event \(event.number) of run \"\(run)\" cannot be written as JSON: \(error).", run: run)
        }
    }

    /// Reads the events of an array, and adds them to others; what was added is to be thrown away when it throws.
    ///
    /// - Throws: `JSON.ParseError` and `JSON.DecodingFault`.
    static func appendEvents(_ bytes: UnsafeBufferPointer<UInt8>, to events: inout [StoredEvent]) throws {
        let count = events.count
        var cursor = LineCursor(bytes)
        if cursor.skip("["), try append(&cursor, to: &events), cursor.skip("]"), cursor.isAtEnd { return }
        // What is written in another way than here is no less an array.
        events.removeLast(events.count - count)
        events += try value(bytes) as [StoredEvent]
    }

    /// Reads events with commas between them; false where an object has no end.
    private static func append(_ cursor: inout LineCursor, to events: inout [StoredEvent]) throws -> Bool {
        repeat {
            let start = cursor.position
            if let event = frequent(&cursor) {
                events.append(StoredEvent(event))
            } else {
                guard let end = end(of: cursor.bytes, from: start) else { return false }
                events.append(try value(UnsafeBufferPointer(rebasing: cursor.bytes[start..<end])))
                cursor.move(to: end)
            }
        } while cursor.skip(",")
        return true
    }

    private static func value<Value: Decodable>(_ bytes: UnsafeBufferPointer<UInt8>) throws -> Value {
        try JSON(parsing: bytes, depthLimit: JSON.highestDepthLimit).decode()
    }

    /// Where an object ends that begins at a place, by its braces outside of strings.
    private static func end(of bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        var depth = 0
        var isString = false
        var position = start
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: "\\"): position += 1
            case UInt8(ascii: "\""): isString.toggle()
            case UInt8(ascii: "{") where !isString: depth += 1
            case UInt8(ascii: "}") where !isString:
                depth -= 1
                if depth == 0 { return position + 1 }
            default: break
            }
            position += 1
        }
        return nil
    }
}
