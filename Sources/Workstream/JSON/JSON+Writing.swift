extension JSON {
    /// The bytes of an object without members.
    static let emptyObjectBytes = [UInt8(ascii: "{"), UInt8(ascii: "}")]

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
    /// - Throws: ``EncodingFault`` with code `notFinite` or `tooDeep` and the path of one such value.
    /// - Complexity: Linear in the size of the value.
    public func validate() throws(EncodingFault) {
        try validate(at: nil)
    }

    /// Does the same for a value that stands at a place in another; without recursion, because nothing has limited the depth yet.
    func validate(at link: CodingLink?) throws(EncodingFault) {
        var waiting = [(value: self, link: link)]
        while let (value, link) = waiting.popLast() {
            switch value {
            case .number(let number) where !number.isFinite: throw EncodingFault.notFinite(number, at: CodingLink.path(of: link))
            case .array(let elements):
                if let link, link.depth >= Self.defaultDepthLimit { throw EncodingFault.tooDeep(at: CodingLink.path(of: link)) }
                for (index, element) in elements.enumerated() where element.mayBeInvalid {
                    waiting.append((element, CodingLink(link, IndexKey(index))))
                }
            case .object(let members):
                if let link, link.depth >= Self.defaultDepthLimit { throw EncodingFault.tooDeep(at: CodingLink.path(of: link)) }
                for (key, member) in members where member.mayBeInvalid { waiting.append((member, CodingLink(link, NameKey(key)))) }
            default: break
            }
        }
    }

    private var mayBeInvalid: Bool {
        switch self {
        case .number(let value): !value.isFinite
        case .array, .object: true
        default: false
        }
    }
}
