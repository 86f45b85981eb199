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

    /// Looks for what could be written but not read again: numbers that JSON cannot express, and nesting beyond ``defaultDepthLimit``.
    ///
    /// Only values made by hand can hold either.
    ///
    /// - Throws: ``EncodingFault`` with code `notFinite` or `tooDeep` and the path of the first one found.
    /// - Complexity: Linear in the size of the value.
    public func validate() throws(EncodingFault) {
        try validate(depth: 0, at: .root)
    }

    /// Does the same for a value that stands in as many containers as `depth` says.
    func validate(depth: Int, at path: @autoclosure () -> Path) throws(EncodingFault) {
        switch self {
        case .number(let value) where !value.isFinite: throw EncodingFault.notFinite(value, at: path())
        case .array(let elements):
            guard depth < Self.defaultDepthLimit else { throw EncodingFault.tooDeep(at: path()) }
            for (index, element) in elements.enumerated() { try element.validate(depth: depth + 1, at: path().appending(index)) }
        case .object(let members):
            guard depth < Self.defaultDepthLimit else { throw EncodingFault.tooDeep(at: path()) }
            for (key, value) in members { try value.validate(depth: depth + 1, at: path().appending(key)) }
        default: break
        }
    }
}
