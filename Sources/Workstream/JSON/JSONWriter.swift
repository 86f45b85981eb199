/// Writes JSON values to the end of one list of bytes.
struct JSONWriter {
    /// What was written so far.
    var bytes: [UInt8] = []
    private let isPretty: Bool
    /// How many lists and objects are open.
    private(set) var depth = 0
    /// How deep a value may be.
    private var depthLimit = Int.max
    /// Whether something was left out, or written in a form that no reader accepts.
    private var isUnreadable = false

    /// Makes a writer that has written nothing.
    init(style: JSON.Style) {
        isPretty = style.isPretty
    }

    /// Adds a value.
    mutating func write(_ value: JSON) {
        switch value {
        case .null: append("null")
        case .bool(let value): write(value)
        case .integer(let value): write(value)
        case .number(let value): write(value)
        case .string(let value): write(value)
        case .array(let elements): write(elements)
        case .object(let members): write(members)
        }
    }

    /// Adds a value unless it could not be read again: too deep for a limit, or with a number that JSON has no form for.
    ///
    /// - Returns: Whether the whole of it was written.
    mutating func write(_ value: JSON, depthLimit limit: Int) -> Bool {
        (depthLimit, isUnreadable) = (depth + limit, false)
        defer { depthLimit = .max }
        write(value)
        return !isUnreadable
    }

    /// Adds a truth value.
    mutating func write(_ value: Bool) {
        value ? append("true") : append("false")
    }

    private mutating func write(_ elements: [JSON]) {
        guard depth < depthLimit else {
            isUnreadable = true
            return
        }
        begin(UInt8(ascii: "["))
        for element in elements {
            beginElement()
            write(element)
        }
        end(UInt8(ascii: "]"))
    }

    private mutating func write(_ members: [String: JSON]) {
        guard depth < depthLimit else {
            isUnreadable = true
            return
        }
        guard !members.isEmpty else { return append("{}") }
        begin(UInt8(ascii: "{"))
        for (key, value) in members.sorted(by: { $0.key.precedesByBytes($1.key) }) {
            beginElement()
            write(key)
            bytes.append(UInt8(ascii: ":"))
            if isPretty { bytes.append(0x20) }
            write(value)
        }
        end(UInt8(ascii: "}"))
    }

    /// Begins a list or an object with its bracket.
    mutating func begin(_ bracket: UInt8) {
        bytes.append(bracket)
        depth += 1
    }

    /// Ends the list or object that was begun last, with its bracket.
    mutating func end(_ bracket: UInt8) {
        depth -= 1
        if !isAtBeginning { breakLine() }
        bytes.append(bracket)
    }

    /// Begins an element of the list, or a member of the object, that was begun last.
    mutating func beginElement() {
        if !isAtBeginning { bytes.append(UInt8(ascii: ",")) }
        breakLine()
    }

    /// Begins a member of the object that was begun last, up to its value; its name needs no escape.
    mutating func beginMember(_ name: StaticString) {
        beginElement()
        bytes.append(UInt8(ascii: "\""))
        append(name)
        append(isPretty ? "\": " : "\":")
    }

    /// Whether the list or object that was begun last has nothing in it yet; no value ends with an opening bracket.
    private var isAtBeginning: Bool { bytes.last == UInt8(ascii: "{") || bytes.last == UInt8(ascii: "[") }

    /// Adds an integer.
    mutating func write(_ value: Int128) {
        guard let small = Int64(exactly: value) else { return bytes.append(contentsOf: value.description.utf8) }
        if small < 0 { bytes.append(UInt8(ascii: "-")) }
        var rest = small.magnitude
        if rest < 10 { return bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest)) }
        // Twenty digits are the most that 64 bits have.
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
            var first = 20
            repeat {
                first -= 1
                digits[first] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
                rest /= 10
            } while rest > 0
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: digits[first...]))
        }
    }

    /// Adds a number.
    mutating func write(_ value: Double) {
        if value.isFinite {
            bytes.append(contentsOf: value.description.utf8)
        } else {
            isUnreadable = true
            append(value.isNaN ? "NaN" : value < 0 ? "-Infinity" : "Infinity")
        }
    }

    /// Adds a text.
    ///
    /// - Returns: Whether it has only ASCII that stands in JSON as it is.
    @discardableResult
    mutating func write(_ text: String) -> Bool {
        var text = text
        bytes.append(UInt8(ascii: "\""))
        let isPlain = text.withUTF8 { source in
            let isPlain = source.holdsOnlyPlainBytes
            if isPlain { bytes.append(contentsOf: source) } else { writeEscaped(source) }
            return isPlain
        }
        bytes.append(UInt8(ascii: "\""))
        return isPlain
    }

    private mutating func writeEscaped(_ source: UnsafeBufferPointer<UInt8>) {
        var runStart = 0
        var index = 0
        while index < source.count {
            if index + 8 <= source.count,
                UnsafeRawPointer(source.baseAddress! + index).loadUnaligned(as: UInt64.self).holdsOnlyPlainBytes
            {
                index += 8
                continue
            }
            let byte = source[index]
            index += 1
            if byte >= 0x20, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") { continue }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: source[runStart..<(index - 1)]))
            runStart = index
            writeEscape(byte)
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: source[runStart...]))
    }

    private mutating func writeEscape(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): append("\\\"")
        case UInt8(ascii: "\\"): append("\\\\")
        case 0x08: append("\\b")
        case 0x0C: append("\\f")
        case 0x0A: append("\\n")
        case 0x0D: append("\\r")
        case 0x09: append("\\t")
        default:
            append(byte < 0x10 ? "\\u000" : "\\u00")
            bytes.append(contentsOf: String(byte, radix: 16).utf8)
        }
    }

    private mutating func breakLine() {
        guard isPretty else { return }
        bytes.append(0x0A)
        let spaces: StaticString = "                                "
        var missing = depth * 2
        while missing > 0 {
            let count = min(missing, spaces.utf8CodeUnitCount)
            bytes.append(contentsOf: UnsafeBufferPointer(start: spaces.utf8Start, count: count))
            missing -= count
        }
    }

    /// Adds ASCII that needs no escape.
    mutating func append(_ text: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }
}
