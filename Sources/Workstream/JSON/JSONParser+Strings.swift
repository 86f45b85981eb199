extension JSONParser {
    /// Reads a string from its opening quote to behind its closing one.
    mutating func string() throws(JSON.ParseError) -> String {
        let start = position + 1
        var index = start
        var isASCII = true
        while index < bytes.count {
            if Self.isPlain(bytes, at: index) {
                index += 8
                continue
            }
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") {
                position = index + 1
                return try text(of: UnsafeBufferPointer(rebasing: bytes[start..<index]), from: start, isASCII: isASCII)
            }
            if byte == UInt8(ascii: "\\") { return try escapedString(from: start, firstEscape: index) }
            if byte < 0x20 { throw controlCharacter(at: index) }
            if byte >= 0x80 { isASCII = false }
            index += 1
        }
        position = index
        throw end("the closing quote of a string")
    }

    /// Whether the next eight bytes are ASCII without quote, backslash and control character, looked at together.
    @inline(__always)
    private static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
        guard index + 8 <= bytes.count else { return false }
        return UnsafeRawPointer(bytes.baseAddress! + index).loadUnaligned(as: UInt64.self).holdsOnlyPlainBytes
    }

    private func text(of part: UnsafeBufferPointer<UInt8>, from start: Int, isASCII: Bool) throws(JSON.ParseError) -> String {
        if isASCII { return String(decoding: part, as: UTF8.self) }
        if let text = String(validating: part, as: UTF8.self) { return text }
        throw notUTF8(after: start)
    }

    private mutating func escapedString(from start: Int, firstEscape: Int) throws(JSON.ParseError) -> String {
        scratch.removeAll(keepingCapacity: true)
        var runStart = start
        var index = firstEscape
        while index < bytes.count {
            let byte = bytes[index]
            if byte == UInt8(ascii: "\"") {
                scratch.append(contentsOf: bytes[runStart..<index])
                position = index + 1
                // What escapes add is always whole, so only the bytes of the input can be at fault.
                guard let text = String(validating: scratch, as: UTF8.self) else { throw notUTF8(after: start) }
                return text
            }
            if byte == UInt8(ascii: "\\") {
                scratch.append(contentsOf: bytes[runStart..<index])
                index = try escape(at: index)
                runStart = index
            } else {
                if byte < 0x20 { throw controlCharacter(at: index) }
                index += 1
            }
        }
        position = index
        throw end("the closing quote of a string")
    }

    /// Adds what an escape stands for, and says where the text goes on.
    private mutating func escape(at index: Int) throws(JSON.ParseError) -> Int {
        guard index + 1 < bytes.count else {
            position = bytes.count
            throw end("the rest of an escape")
        }
        switch bytes[index + 1] {
        case UInt8(ascii: "\""): scratch.append(0x22)
        case UInt8(ascii: "\\"): scratch.append(0x5C)
        case UInt8(ascii: "/"): scratch.append(0x2F)
        case UInt8(ascii: "b"): scratch.append(0x08)
        case UInt8(ascii: "f"): scratch.append(0x0C)
        case UInt8(ascii: "n"): scratch.append(0x0A)
        case UInt8(ascii: "r"): scratch.append(0x0D)
        case UInt8(ascii: "t"): scratch.append(0x09)
        case UInt8(ascii: "u"): return try unicodeEscape(at: index)
        default:
            throw fault(
                .malformedString, at: index, "\\ before \(name(of: bytes[index + 1])) is no escape",
                why: "JSON knows \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\uXXXX",
                remedy: "Write a backslash as \\\\")
        }
        return index + 2
    }

    private mutating func unicodeEscape(at index: Int) throws(JSON.ParseError) -> Int {
        var unit = try hexadecimal(at: index)
        var next = index + 6
        if unit >= 0xD800, unit < 0xE000 {
            guard unit < 0xDC00, next + 1 < bytes.count, bytes[next] == UInt8(ascii: "\\"), bytes[next + 1] == UInt8(ascii: "u") else {
                throw loneSurrogate(at: index)
            }
            let low = try hexadecimal(at: next)
            guard low >= 0xDC00, low < 0xE000 else { throw loneSurrogate(at: index) }
            unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
            next += 6
        }
        // The surrogates, the only values that are no scalar, are gone by here.
        scratch.append(contentsOf: String(Unicode.Scalar(unit) ?? "\u{FFFD}").utf8)
        return next
    }

    private mutating func hexadecimal(at index: Int) throws(JSON.ParseError) -> UInt32 {
        var value: UInt32 = 0
        for offset in 2..<6 {
            guard index + offset < bytes.count else {
                position = bytes.count
                throw end("the rest of an escape")
            }
            let byte = bytes[index + offset]
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt32(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt32(byte - UInt8(ascii: "a") + 10)
            case UInt8(ascii: "A")...UInt8(ascii: "F"): value = value << 4 | UInt32(byte - UInt8(ascii: "A") + 10)
            default:
                throw fault(
                    .malformedString, at: index, "\\u is not followed by four hexadecimal digits", why: "A Unicode escape has exactly four",
                    remedy: "Write it like \\u00e9")
            }
        }
        return value
    }

    private func loneSurrogate(at index: Int) -> JSON.ParseError {
        fault(
            .malformedString, at: index, "\\u escapes half a surrogate pair", why: "It stands for no character, so it could not be written again",
            remedy: "Write both halves, high one first, or the character itself")
    }

    private func controlCharacter(at index: Int) -> JSON.ParseError {
        fault(
            .malformedString, at: index, "A string holds \(name(of: bytes[index]))", why: "Control characters must be escaped in JSON",
            remedy: "Write a line break as \\n, a tab as \\t")
    }

    private func notUTF8(after start: Int) -> JSON.ParseError {
        var index = start
        while index < bytes.count {
            let length = Self.lengthOfScalar(bytes, at: index)
            if length == 0 { break }
            index += length
        }
        return fault(
            .notUTF8, at: index, "The bytes of a string are not UTF-8", why: "JSON is exchanged as UTF-8 only", remedy: "Convert the text to UTF-8")
    }

    /// How many bytes the scalar at a place has; zero where no whole one stands there.
    private static func lengthOfScalar(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
        for length in 1...4 where index + length <= bytes.count {
            if String(validating: bytes[index..<(index + length)], as: UTF8.self) != nil { return length }
        }
        return 0
    }
}
