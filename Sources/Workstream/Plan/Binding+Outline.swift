extension Binding {
    /// The binding in words, such as `$.image = "v" + response of "build" at $.version otherwise "v1"`.
    var outline: String {
        let text =
            switch value {
            case .source(let source): source.outline
            case .text(let pieces):
                pieces.map { piece in
                    switch piece {
                    case .text(let characters): characters.quoted
                    case .source(let source): source.outline
                    }
                }.joined(separator: " + ")
            }
        let fallback = otherwise.map { " otherwise \($0.text(.canonical))" } ?? ""
        return "\(target) \(operation == .set ? "=" : "+=") \(text)\(fallback)"
    }
}

extension Binding.Source {
    /// The source in words, such as `response of "build" at $.image`.
    var outline: String {
        switch self {
        case .response(let reference, let path): "response of \(reference) at \(path)"
        }
    }
}
