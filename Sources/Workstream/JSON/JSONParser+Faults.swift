extension JSONParser {
    /// Makes an error of three parts that says where it is.
    func fault(_ code: JSON.ParseError.Code, at offset: Int, _ what: String, why: String, remedy: String) -> JSON.ParseError {
        var line = 1
        var column = 1
        for byte in bytes[..<offset] {
            if byte == 0x0A {
                line += 1
                column = 1
            } else if byte & 0xC0 != 0x80 {
                column += 1
            }
        }
        let path = path
        return JSON.ParseError(
            code: code, line: line, column: column, offset: offset, path: path,
            message: "\(what) at line \(line), column \(column) (\(path)). \(why). \(remedy).")
    }

    /// The error for a text that is over too soon.
    func end(_ expected: String) -> JSON.ParseError {
        fault(
            .unexpectedEnd, at: bytes.count, "The text ends where \(expected) should stand",
            why: "It was cut off, or a bracket or quote is not closed",
            remedy: "Look whether the whole text was written and read")
    }

    /// The error for a byte that may not stand at the current place.
    func unexpected(_ expected: String) -> JSON.ParseError {
        fault(
            .unexpectedByte, at: position, "\(name(of: bytes[position])) stands where \(expected) should stand", why: "This is not JSON",
            remedy: "Correct the text there")
    }

    /// What a byte is called in a message.
    func name(of byte: UInt8) -> String {
        switch byte {
        case 0x21...0x7E: "\"\(Character(Unicode.Scalar(byte)))\""
        case 0x20: "a space"
        case 0x0A, 0x0D: "a line break"
        case 0x09: "a tab"
        default: "the byte 0x" + String(byte, radix: 16, uppercase: true)
        }
    }
}
