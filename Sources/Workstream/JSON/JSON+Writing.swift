extension JSON {
    /// Writes the value as UTF-8 bytes.
    ///
    /// Numbers have the fewest digits that read back as the same `Double`, always with a fraction or an exponent; strings escape quotes, backslashes and
    /// control characters, nothing else. JSON has no form for NaN and the infinities: no value that was read or encoded holds one, and one made by hand
    /// can be asked with ``validate()``. Written all the same they are the bare words `NaN`, `Infinity`, `-Infinity`, which no reader of JSON accepts: never
    /// another value in silence.
    ///
    /// - Complexity: Linear in the size of the value, and sorting for each object.
    public func bytes(_ style: Style = .canonical) -> [UInt8] {
        var writer = JSONWriter(style: style)
        writer.write(self)
        if style.isPretty { writer.bytes.append(0x0A) }
        return writer.bytes
    }

    /// Writes the value as text; see ``bytes(_:)``.
    public func text(_ style: Style = .canonical) -> String {
        String(decoding: bytes(style), as: UTF8.self)
    }

    /// Looks for numbers that JSON cannot express; only values made by hand can hold one.
    ///
    /// - Throws: ``EncodingFault`` with code `notFinite` and the path of the first one found.
    /// - Complexity: Linear in the size of the value.
    public func validate() throws(EncodingFault) {
        try validate(at: .root)
    }

    /// Looks for numbers that JSON cannot express below a place.
    func validate(at path: @autoclosure () -> Path) throws(EncodingFault) {
        switch self {
        case .number(let value) where !value.isFinite: throw EncodingFault.notFinite(value, at: path())
        case .array(let elements):
            for (index, element) in elements.enumerated() { try element.validate(at: path().appending(index)) }
        case .object(let members):
            for (key, value) in members { try value.validate(at: path().appending(key)) }
        default: break
        }
    }
}
