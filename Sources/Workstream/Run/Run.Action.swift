extension Run {
    /// An action of a run or, in a group, a check.
    public struct Action: RunElement {
        let run: Run
        /// The action as the plan has it.
        public let definition: Node.Action

        /// The node, whatever its kind.
        public var node: RunNode { RunNode(run, definition.number ?? 0) }
        /// What the action is called.
        public var name: String { definition.name }
        /// Whether it is a check: an action that stands in a group.
        public var isCheck: Bool { node.isCheck }
        /// Its attempts, in order; of a check those of the last recorded run of its group.
        public var attempts: [Attempt] { state.attempts }
        /// What it failed with, or was stopped with.
        public var error: Failure? { state.reason }

        /// What the plugin was asked, or will be: with the bound values, once they were filled in (S28).
        ///
        /// - Throws: `Payload.Unreadable` when the request with its bound values was too large to be kept.
        public var request: JSON {
            get throws(Payload.Unreadable) {
                guard let resolved = state.rare.request else { return definition.request }
                return try resolved.json()
            }
        }

        /// What the plugin answered; `nil` unless the action completed.
        public var response: Payload? {
            state.status == .completed ? state.attempts.last?.response : nil
        }

        /// What the plugin was asked, as its own type: `action.request(as: Upload.self)`.
        ///
        /// - Throws: `Payload.Unreadable`, or `JSON.DecodingFault` when it is not a request of that plugin, which it may be for no action with bindings
        ///   before they were filled in.
        public func request<P: Plugin>(as plugin: P.Type) throws -> P.Request {
            try request.decode(P.Request.self)
        }

        /// What the plugin answered, as its own type: `action.response(as: Upload.self)`; `nil` unless the action completed.
        ///
        /// - Throws: `Payload.Unreadable` when the response was too large to be kept, or `JSON.DecodingFault` when it is not one of that plugin.
        public func response<P: Plugin>(as plugin: P.Type) throws -> P.Response? {
            try response?.json().decode(P.Response.self)
        }
    }
}
