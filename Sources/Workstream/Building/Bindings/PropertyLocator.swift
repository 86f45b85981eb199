/// Finds out where a property stands in the JSON of its type, by looking at examples.
///
/// Two dozen examples of the type are made and encoded. The place is where the property's own encoding turns up in every one of them. So the answer follows
/// coding keys, nesting and hand-written conformances, and needs neither a macro nor reflection. It is found once for each type and key path.
enum PropertyLocator {
    /// The type in whose JSON a property is looked for.
    enum Root: Sendable {
        /// What a plugin answers; examples come from `Plugin.example`.
        case response(any Plugin.Type)
        /// What a plugin is asked; examples come from random leaves.
        case request(any Plugin.Type)
    }

    /// Where a property stands.
    struct Place: Sendable {
        /// The way to it.
        var path: JSON.Path
        /// Whether it is a string, a number or a truth value in every example, so that it can be part of a text.
        var isScalar: Bool
    }

    /// Why a property was not found: the middle part of a message.
    struct Fault: Error {
        var reason: String
    }

    private struct Question: Hashable {
        var isResponse: Bool
        var plugin: ObjectIdentifier
        var steps: [ResponseStep]
    }

    private static let known = Lock<[Question: Result<Place, Fault>]>([:])

    /// Where the steps lead in the JSON of a type.
    ///
    /// - Throws: `Fault` when they lead to nothing that is stored, or no examples can be had.
    static func place(of steps: [ResponseStep], in root: Root) throws(Fault) -> Place {
        let question =
            switch root {
            case .response(let plugin): Question(isResponse: true, plugin: ObjectIdentifier(plugin), steps: steps)
            case .request(let plugin): Question(isResponse: false, plugin: ObjectIdentifier(plugin), steps: steps)
            }
        if let answer = known.withLock({ $0[question] }) { return try answer.get() }
        let answer = Result { () throws(Fault) -> Place in try PropertySearch(root).place(of: steps) }
        known.withLock { $0[question] = answer }
        return try answer.get()
    }
}
