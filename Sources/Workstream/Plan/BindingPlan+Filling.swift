extension BindingPlan {
    /// What became of a request whose bound parts were to be filled in.
    package enum Filling: Sendable, Equatable {
        /// All parts were filled in.
        case filled(JSON)
        /// The action with this number did not happen, and its binding has no `otherwise` (S29).
        case missing(source: Int)
    }

    /// Fills the bound parts of a request, in the order of the bindings (S28, S29).
    ///
    /// A value that is set replaces what is there, and makes the objects that are missing on the way; a value that is appended goes to the end of an array,
    /// and makes one where there is nothing or `null`. Where a source did not happen, or its response has nothing at the path, `otherwise` is put there
    /// instead, also in place of a whole text.
    /// - Parameters:
    ///   - request: The request of the plan.
    ///   - bindings: The bindings of the action.
    ///   - response: The response of the action with a number; `nil` when it did not happen.
    /// - Throws: `BindingFault` when a response has no such value, a value cannot be part of a text, or the place cannot take it.
    package static func fill(_ request: JSON, with bindings: [Resolved], response: (Int) -> JSON?) throws(BindingFault) -> Filling {
        var request = request
        for resolved in bindings {
            switch try value(of: resolved, response: response) {
            case .filled(let value): try put(value, resolved.binding, into: &request)
            case .missing(let source): return .missing(source: source)
            }
        }
        return .filled(request)
    }

    /// Why a value cannot be put at the place of a binding in a request; `nil` where it can.
    package static func fault(of binding: Binding, in request: JSON) -> BindingFault? {
        var request = request
        do {
            try put(.null, binding, into: &request)
            return nil
        } catch {
            return error
        }
    }

    private static func value(of resolved: Resolved, response: (Int) -> JSON?) throws(BindingFault) -> Filling {
        let binding = resolved.binding
        var values: [JSON] = []
        for (source, number) in zip(binding.sources, resolved.sources) {
            guard case .response(let reference, let path) = source else { continue }
            guard let whole = response(number) else {
                return binding.otherwise.map { .filled($0) } ?? .missing(source: number)
            }
            guard let value = whole[path] else {
                if let otherwise = binding.otherwise { return .filled(otherwise) }
                throw .noValue(binding, reference, path)
            }
            values.append(value)
        }
        switch binding.value {
        case .source: return .filled(values[0])
        case .text(let pieces):
            var next = values.makeIterator()
            var text = ""
            for piece in pieces {
                switch piece {
                case .text(let characters): text += characters
                case .source(.response(let reference, let path)):
                    guard let value = next.next(), let characters = value.textOfLeaf else { throw .notText(binding, reference, path) }
                    text += characters
                }
            }
            return .filled(.string(text))
        }
    }

    private static func put(_ value: JSON, _ binding: Binding, into request: inout JSON) throws(BindingFault) {
        var value = value
        if binding.operation == .append {
            switch request[binding.target] {
            case .array(let elements): value = .array(elements + [value])
            case nil, .null: value = .array([value])
            case let other?: throw .notAnArray(binding, other)
            }
        }
        do {
            try request.set(value, at: binding.target)
        } catch {
            throw .noPlace(binding, error)
        }
    }
}

extension JSON {
    /// What stands for the value in a text: a string as it is, a number or truth value in its JSON form; `nil` for anything else.
    var textOfLeaf: String? {
        switch self {
        case .string(let text): text
        case .bool, .integer, .number: text(.canonical)
        case .null, .array, .object: nil
        }
    }
}
