/// Events as bytes: the canonical text of `StoredEvent`, which describes the form.
enum EventForm {
    /// Adds the text of an event.
    ///
    /// - Throws: `StorageError` with code `.malformed` for an event that JSON cannot express.
    static func append(_ event: Event, of run: RunID, to bytes: inout [UInt8]) throws(StorageError) {
        if appendFrequent(event, to: &bytes) { return }
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

    /// Reads the events of an array.
    ///
    /// - Throws: `JSON.ParseError` and `JSON.DecodingFault`.
    static func events(_ bytes: UnsafeBufferPointer<UInt8>) throws -> [StoredEvent] {
        var events: [StoredEvent] = []
        var cursor = LineCursor(bytes)
        guard cursor.skip("[") else { return try value(bytes) }
        repeat {
            let start = cursor.position
            if let event = frequent(&cursor) {
                events.append(StoredEvent(event))
            } else {
                guard let end = end(of: bytes, from: start) else { return try value(bytes) }
                events.append(try value(UnsafeBufferPointer(rebasing: bytes[start..<end])))
                cursor.move(to: end)
            }
        } while cursor.skip(",")
        guard cursor.skip("]"), cursor.isAtEnd else { return try value(bytes) }
        return events
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
