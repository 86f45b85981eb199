extension DecodingError {
    /// There is a value of another kind than the type wants.
    static func mismatch(_ type: Any.Type, _ expected: String, _ found: JSON, at link: CodingLink?) -> DecodingError {
        let path = CodingLink.path(of: link)
        let message = "Expected \(expected) at \(path), found \(found.phrase). The type \(type) cannot be made of it. Correct the value there."
        let context = context(.typeMismatch, path, message, link)
        return found.isNull ? .valueNotFound(type, context) : .typeMismatch(type, context)
    }

    /// A string is not in the form of the type.
    static func malformed(_ type: Any.Type, _ expected: String, _ found: JSON, at link: CodingLink?) -> DecodingError {
        let path = CodingLink.path(of: link)
        let message = "Expected \(expected) at \(path), found \(found.phrase). The type \(type) cannot be made of it. Correct the value there."
        return .dataCorrupted(context(.malformed, path, message, link))
    }

    /// A number does not fit the type.
    static func outOfRange(_ type: Any.Type, _ found: JSON, at link: CodingLink?) -> DecodingError {
        let path = CodingLink.path(of: link)
        let message =
            "Expected a number that fits \(type) at \(path), found \(found.phrase). It could not be kept as it is. Use a smaller number, or a wider type."
        return .dataCorrupted(context(.numberOutOfRange, path, message, link))
    }

    /// A member is missing.
    static func missing(_ key: any CodingKey, among keys: Dictionary<String, JSON>.Keys, at link: CodingLink?) -> DecodingError {
        let path = CodingLink.path(of: link)
        let names = keys.sorted().prefix(8).map { "\"\($0)\"" }.joined(separator: ", ")
        let found = keys.isEmpty ? "an empty object" : "only \(names)\(keys.count > 8 ? ", …" : "")"
        let message =
            "Expected \"\(key.stringValue)\" in the object at \(path), found \(found). The type that reads it cannot be made without. Add \"\(key.stringValue)\"."
        return .keyNotFound(key, context(.missing, path, message, link))
    }

    /// An element is missing.
    static func missing(_ type: Any.Type, after count: Int, at link: CodingLink) -> DecodingError {
        let path = CodingLink.path(of: link.parent)
        let message =
            "Expected more than \(count) elements in the array at \(path), found \(count). The type that reads it cannot be made without. Add the missing ones."
        return .valueNotFound(type, context(.missing, path, message, link))
    }

    /// The type threw an error of its own.
    static func refused(_ type: Any.Type, _ error: any Error, at link: CodingLink?) -> DecodingError {
        let path = CodingLink.path(of: link)
        let message = "\(type) refused the value at \(path): \(error). It cannot be made of it. Correct the value there."
        return .dataCorrupted(context(.refused, path, message, link, cause: error))
    }

    private static func context(
        _ code: JSON.DecodingFault.Code, _ path: JSON.Path, _ message: String, _ link: CodingLink?, cause: (any Error)? = nil
    ) -> Context {
        Context(
            codingPath: CodingLink.codingPath(of: link), debugDescription: message,
            underlyingError: JSON.DecodingFault(code: code, path: path, message: message, cause: cause))
    }

    /// The fault that this error stands for; one thrown by a type keeps its text and place.
    var fault: JSON.DecodingFault {
        let (context, code): (Context, JSON.DecodingFault.Code) =
            switch self {
            case .typeMismatch(_, let context): (context, .typeMismatch)
            case .valueNotFound(_, let context): (context, .missing)
            case .keyNotFound(_, let context): (context, .missing)
            case .dataCorrupted(let context): (context, .refused)
            @unknown default: (Context(codingPath: [], debugDescription: "\(self)"), .refused)
            }
        if let fault = context.underlyingError as? JSON.DecodingFault { return fault }
        let path = JSON.Path(codingPath: context.codingPath)
        return JSON.DecodingFault(
            code: code, path: path,
            message: "The value at \(path) was refused: \(context.debugDescription) Its type cannot be made of it. Correct the value there.",
            cause: self)
    }
}
