/// Reads one JSON value from UTF-8 bytes.
///
/// It keeps open arrays and objects on a stack of its own, so that no input can exhaust the thread's. Finished values wait in one list and finished names in
/// another until their container is closed and takes its part off the end; so every container is allocated once, at its size.
struct JSONParser {
    private struct Frame {
        var isObject: Bool
        var firstValue: Int
        var firstKey: Int
    }

    /// All of the input.
    let bytes: UnsafeBufferPointer<UInt8>
    /// Where reading goes on.
    var position = 0
    private let depthLimit: Int
    private var frames: [Frame] = []
    private var values = MovingStack<JSON>()
    private var keys = MovingStack<String>()
    /// Where a string with escapes is put together.
    var scratch: [UInt8] = []

    /// Reads one value from all of the bytes.
    static func parse(_ bytes: UnsafeBufferPointer<UInt8>, depthLimit: Int) -> Result<JSON, JSON.ParseError> {
        var parser = JSONParser(bytes: bytes, depthLimit: min(max(depthLimit, 1), JSON.highestDepthLimit))
        defer {
            parser.values.free()
            parser.keys.free()
        }
        do throws(JSON.ParseError) {
            return .success(try parser.document())
        } catch {
            return .failure(error)
        }
    }

    private init(bytes: UnsafeBufferPointer<UInt8>, depthLimit: Int) {
        self.bytes = bytes
        self.depthLimit = depthLimit
    }

    private mutating func document() throws(JSON.ParseError) -> JSON {
        if bytes.count >= 3, bytes[0] == 0xEF, bytes[1] == 0xBB, bytes[2] == 0xBF {
            throw fault(
                .notUTF8, at: 0, "The text begins with a byte order mark", why: "JSON is UTF-8 without one", remedy: "Save it without the mark")
        }
        skipSpace()
        guard position < bytes.count else { throw end("the value") }
        let value = try topValue()
        skipSpace()
        guard position == bytes.count else {
            throw fault(
                .trailingContent, at: position, "\(name(of: bytes[position])) follows the value", why: "A text holds one value",
                remedy: "Remove what follows, or read the values one by one")
        }
        return value
    }

    private mutating func topValue() throws(JSON.ParseError) -> JSON {
        while true {
            guard position < bytes.count else { throw end("a value") }
            var value: JSON
            switch bytes[position] {
            case UInt8(ascii: "{"):
                try open(isObject: true)
                guard position < bytes.count else { throw end("a key or }") }
                if bytes[position] == UInt8(ascii: "}") {
                    value = close()
                } else {
                    try key()
                    continue
                }
            case UInt8(ascii: "["):
                try open(isObject: false)
                guard position < bytes.count else { throw end("a value or ]") }
                if bytes[position] == UInt8(ascii: "]") {
                    value = close()
                } else {
                    continue
                }
            case UInt8(ascii: "\""): value = .string(try string())
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): value = try number()
            case UInt8(ascii: "t"): value = try word("true", .bool(true))
            case UInt8(ascii: "f"): value = try word("false", .bool(false))
            case UInt8(ascii: "n"): value = try word("null", .null)
            default: throw unexpected("a value")
            }
            // Hand the value to its container, and each container that it completes to the next one out.
            handing: while true {
                guard let frame = frames.last else { return value }
                values.append(value)
                skipSpace()
                guard position < bytes.count else { throw end(frame.isObject ? "a comma or }" : "a comma or ]") }
                switch (bytes[position], frame.isObject) {
                case (UInt8(ascii: ","), true):
                    position += 1
                    skipSpace()
                    try key()
                    break handing
                case (UInt8(ascii: ","), false):
                    position += 1
                    skipSpace()
                    break handing
                case (UInt8(ascii: "}"), true), (UInt8(ascii: "]"), false): value = close()
                default: throw unexpected(frame.isObject ? "a comma or }" : "a comma or ]")
                }
            }
        }
    }

    private mutating func open(isObject: Bool) throws(JSON.ParseError) {
        guard frames.count < depthLimit else {
            throw fault(
                .tooDeep, at: position, "Arrays and objects are nested deeper than \(depthLimit)",
                why: "The limit protects the program from hostile input", remedy: "Flatten the value, or read it with a higher depth limit")
        }
        frames.append(Frame(isObject: isObject, firstValue: values.count, firstKey: keys.count))
        position += 1
        skipSpace()
    }

    private mutating func close() -> JSON {
        position += 1
        let frame = frames.removeLast()
        return frame.isObject ? object(frame) : array(frame)
    }

    private mutating func array(_ frame: Frame) -> JSON {
        let elements = [JSON](unsafeUninitializedCapacity: values.count - frame.firstValue) { buffer, count in
            values.take(from: frame.firstValue) { start, taken in
                if taken > 0 { buffer.baseAddress?.moveInitialize(from: start, count: taken) }
                count = taken
            }
        }
        return .array(elements)
    }

    private mutating func object(_ frame: Frame) -> JSON {
        var members = [String: JSON](minimumCapacity: keys.count - frame.firstKey)
        values.take(from: frame.firstValue) { firstValue, _ in
            keys.take(from: frame.firstKey) { firstKey, count in
                for index in 0..<count { members[(firstKey + index).move()] = (firstValue + index).move() }
            }
        }
        return .object(members)
    }

    private mutating func key() throws(JSON.ParseError) {
        guard position < bytes.count else { throw end("a key") }
        guard bytes[position] == UInt8(ascii: "\"") else { throw unexpected("a key in quotes") }
        keys.append(try string())
        skipSpace()
        guard position < bytes.count else { throw end("a colon") }
        guard bytes[position] == UInt8(ascii: ":") else { throw unexpected("a colon") }
        position += 1
        skipSpace()
    }

    private mutating func word(_ word: StaticString, _ value: JSON) throws(JSON.ParseError) -> JSON {
        for offset in 0..<word.utf8CodeUnitCount {
            guard position + offset < bytes.count else {
                position = bytes.count
                throw end("the rest of \(word)")
            }
            guard bytes[position + offset] == word.utf8Start[offset] else {
                position += offset
                throw unexpected("the rest of \(word)")
            }
        }
        position += word.utf8CodeUnitCount
        return value
    }

    @inline(__always)
    private mutating func skipSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return
            }
        }
    }

    /// Where the value stands that is being read.
    var path: JSON.Path {
        var components: [JSON.Path.Component] = []
        for (depth, frame) in frames.enumerated() {
            let nextValue = depth + 1 < frames.count ? frames[depth + 1].firstValue : values.count
            let nextKey = depth + 1 < frames.count ? frames[depth + 1].firstKey : keys.count
            if !frame.isObject {
                components.append(.index(nextValue - frame.firstValue))
            } else if nextKey - frame.firstKey > nextValue - frame.firstValue {
                components.append(.key(keys[nextKey - 1]))
            }
        }
        return JSON.Path(components)
    }
}
