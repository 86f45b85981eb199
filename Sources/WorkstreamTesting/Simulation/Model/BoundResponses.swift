import Workstream

/// Makes responses for actions whose plugins are not known: they have what the plan's bindings read from them.
struct BoundResponses: Sendable {
    private let sources: [Binding.Source]

    /// The responses that a plan's bindings read.
    init(_ plan: Plan) {
        sources = plan.nodes.flatMap { $0.action?.bindings ?? [] }.flatMap(\.sources)
    }

    /// A response for an action.
    ///
    /// - Complexity: O(bindings of the plan).
    func response(of action: Node.Action) -> JSON {
        var response = JSON.object([:])
        let names: Set<Binding.Reference> = Set([.name(action.name)] + (action.key.map { [.key($0)] } ?? []))
        for case .response(let reference, let path) in sources where names.contains(reference) {
            // What cannot be set there, the binding cannot find either, and says so.
            try? response.set("example", at: path)
        }
        return response
    }
}
