extension JSON.EncodingFault {
    /// The fault for an error that a type threw from its own conformance.
    static func refused(_ type: Any.Type, _ error: any Error, at path: JSON.Path) -> JSON.EncodingFault {
        if case EncodingError.invalidValue(_, let context)? = error as? EncodingError {
            let path = context.codingPath.isEmpty ? path : JSON.Path(codingPath: context.codingPath)
            return JSON.EncodingFault(
                code: .refused, path: path,
                message:
                    "\(type) refused to be encoded at \(path): \(context.debugDescription) JSON cannot hold the value as it is. Correct the value.",
                cause: error)
        }
        return JSON.EncodingFault(
            code: .refused, path: path,
            message: "\(type) refused to be encoded at \(path): \(error). JSON cannot hold the value as it is. Correct the value.", cause: error)
    }
}
