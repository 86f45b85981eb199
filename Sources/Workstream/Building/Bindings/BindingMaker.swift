/// Turns key paths into the data of a binding, or into the defect that says why that cannot be.
enum BindingMaker {
    /// A binding could not be made.
    struct Fault: Error {
        var defect: Defect
    }

    /// Where a key path, and a key below it, stand in the requests of a plugin.
    static func target<P: Plugin>(_ property: ResponseStep, key: String?, in plugin: P.Type, of name: String) throws(Fault) -> JSON.Path {
        do {
            let path = try PropertyLocator.place(of: [property], in: .request(plugin)).path
            return key.map(path.appending) ?? path
        } catch {
            throw notLocated("The target of a binding in \"\(name)\"", error.reason)
        }
    }

    /// What is put there.
    static func value(_ content: ResponseContent, for name: String) throws(Fault) -> Binding.Value {
        switch content {
        case .place(let place): return .source(try source(place, isText: false, for: name))
        case .text(let pieces):
            var text: [Binding.Piece] = []
            for piece in pieces {
                switch piece {
                case .text(let characters): text.append(.text(characters))
                case .place(let place): text.append(.source(try source(place, isText: true, for: name)))
                }
            }
            return .text(text)
        }
    }

    private static func source(_ place: ResponsePlace, isText: Bool, for name: String) throws(Fault) -> Binding.Source {
        let located: PropertyLocator.Place
        do {
            located = try PropertyLocator.place(of: place.steps, in: .response(place.plugin))
        } catch {
            throw notLocated("The source of a binding in \"\(name)\"", error.reason)
        }
        if isText, !located.isScalar {
            throw Fault(
                defect: Defect(
                    code: "bindingNotText",
                    message: "A binding in \"\(name)\" puts \(located.path) of \(place.plugin).Response into a text, but it is not always a string, "
                        + "a number or a truth value. Nothing says how it should be written. Bind to one of its fields, or to the whole without a text around it."
                ))
        }
        return .response(of: place.reference, at: located.path)
    }

    private static func notLocated(_ what: String, _ reason: String) -> Fault {
        Fault(
            defect: Defect(
                code: "bindingNotLocated",
                message: "\(what) cannot be located: \(reason). A binding is stored as a place in JSON, so that it can be read back. "
                    + "Name a stored property, or see to it that examples of its type can be made and differ (`Sampleable`, `CaseIterable`, `Plugin.example`)."
            ))
    }
}

extension TypedCall {
    /// A copy with a binding, or with the defect that kept it from being made.
    func bound<Target, Source>(
        _ target: StoredProperty<P.Request, Target>, _ operation: Binding.Operation, key: String? = nil, to source: ResponseValue<Source>,
        otherwise: (some Encodable)? = Bool?.none
    ) -> Self {
        let step = ResponseStep.member(target)
        let content = ResponseValue.content(of: source)
        return modified { node in
            do throws(BindingMaker.Fault) {
                var binding = Binding(
                    target: try BindingMaker.target(step, key: key, in: P.self, of: node.name), operation: operation,
                    value: try BindingMaker.value(content, for: node.name))
                if let otherwise { binding.otherwise = try BindingMaker.encoded(otherwise, for: node.name) }
                node.bindings.append(binding)
            } catch {
                node.defects.append(error.defect)
            }
        }
    }
}

extension BindingMaker {
    /// A value to take when a source is missing, encoded.
    static func encoded(_ otherwise: some Encodable, for name: String) throws(Fault) -> JSON {
        do {
            return try JSON(encoding: otherwise)
        } catch {
            throw Fault(
                defect: Defect(
                    code: "requestDoesNotEncode",
                    message: "A binding in \"\(name)\" has an `otherwise:` that does not encode: \(error). A plan is stored as JSON. "
                        + "Correct the value."))
        }
    }
}
