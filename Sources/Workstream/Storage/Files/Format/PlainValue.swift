/// Finds the end of JSON values whose text is certainly canonical, so that they can be taken as they are, without making a value of them.
///
/// Certain is what has no white space, sorted members, ASCII without escapes, and integers of up to 18 digits. Other texts may be canonical too; they are
/// left to the parser.
struct PlainValue {
    /// Deeper values are left to the parser, whose stack is its own.
    private static let depthLimit = 32

    private let bytes: UnsafeBufferPointer<UInt8>

    /// Where the plain value that begins at a place ends; `nil` when it is not certain that it is one.
    ///
    /// - Complexity: Linear in the length of the value.
    static func end(of bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        PlainValue(bytes: bytes).end(from: start, depth: 0)
    }

    private func end(from start: Int, depth: Int) -> Int? {
        guard start < bytes.count, depth < Self.depthLimit else { return nil }
        switch bytes[start] {
        case UInt8(ascii: "{"): return endOfObject(from: start + 1, depth: depth)
        case UInt8(ascii: "["): return endOfArray(from: start + 1, depth: depth)
        case UInt8(ascii: "\""): return endOfString(from: start + 1)
        case UInt8(ascii: "t"): return end(of: "true", from: start)
        case UInt8(ascii: "f"): return end(of: "false", from: start)
        case UInt8(ascii: "n"): return end(of: "null", from: start)
        default: return endOfInteger(from: start)
        }
    }

    private func endOfObject(from start: Int, depth: Int) -> Int? {
        if start < bytes.count, bytes[start] == UInt8(ascii: "}") { return start + 1 }
        var position = start
        var previous = start..<start
        while position < bytes.count, bytes[position] == UInt8(ascii: "\"") {
            guard let nameEnd = endOfString(from: position + 1) else { return nil }
            let name = position + 1..<nameEnd - 1
            guard position == start || bytes[previous].lexicographicallyPrecedes(bytes[name]) else { return nil }
            previous = name
            guard nameEnd < bytes.count, bytes[nameEnd] == UInt8(ascii: ":"), let valueEnd = end(from: nameEnd + 1, depth: depth + 1),
                valueEnd < bytes.count
            else { return nil }
            if bytes[valueEnd] == UInt8(ascii: "}") { return valueEnd + 1 }
            guard bytes[valueEnd] == UInt8(ascii: ",") else { return nil }
            position = valueEnd + 1
        }
        return nil
    }

    private func endOfArray(from start: Int, depth: Int) -> Int? {
        if start < bytes.count, bytes[start] == UInt8(ascii: "]") { return start + 1 }
        var position = start
        while let valueEnd = end(from: position, depth: depth + 1), valueEnd < bytes.count {
            if bytes[valueEnd] == UInt8(ascii: "]") { return valueEnd + 1 }
            guard bytes[valueEnd] == UInt8(ascii: ",") else { return nil }
            position = valueEnd + 1
        }
        return nil
    }

    private func endOfString(from start: Int) -> Int? {
        var position = start
        while position < bytes.count {
            if position + 8 <= bytes.count, let base = bytes.baseAddress,
                UnsafeRawPointer(base + position).loadUnaligned(as: UInt64.self).holdsOnlyPlainBytes
            {
                position += 8
                continue
            }
            let byte = bytes[position]
            position += 1
            if byte == UInt8(ascii: "\"") { return position }
            guard byte >= 0x20, byte < 0x80, byte != UInt8(ascii: "\\") else { return nil }
        }
        return nil
    }

    private func endOfInteger(from start: Int) -> Int? {
        let first = bytes[start] == UInt8(ascii: "-") ? start + 1 : start
        var position = first
        while position < bytes.count, bytes[position] &- UInt8(ascii: "0") < 10 { position += 1 }
        guard position > first, position - first <= 18 else { return nil }
        // Zeros in front are no JSON, a negative zero is no integer, and neither is what goes on with a fraction or an exponent.
        if bytes[first] == UInt8(ascii: "0"), position > first + 1 || first > start { return nil }
        guard position < bytes.count else { return position }
        switch bytes[position] {
        case UInt8(ascii: "."), UInt8(ascii: "e"), UInt8(ascii: "E"): return nil
        default: return position
        }
    }

    private func end(of word: StaticString, from start: Int) -> Int? {
        var cursor = LineCursor(bytes, at: start)
        return cursor.skip(word) ? cursor.position : nil
    }
}
