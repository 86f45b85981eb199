// Overloads that no program can call: they put a sentence of our own on the line where a plugin of the wrong role is asked (S30).
extension Action where P: CheckPlugin {
    /// Explains a check plugin in an action.
    @available(
        *, unavailable,
        message: "A plugin that only looks cannot be an action: checks look, actions change. Use Check(\"…\", …) in a group of checks."
    )
    public init(_ name: String, purpose: String = "", _ plugin: P.Type, _ request: P.Request) {
        node = Node.Action(name, purpose: purpose, plugin: plugin, request: request)
    }

    /// Explains a check plugin in an action.
    @available(
        *, unavailable,
        message: "A plugin that only looks cannot be an action: checks look, actions change. Use Check(\"…\", …) in a group of checks."
    )
    public init(_ name: String, purpose: String = "", _ plugin: P.Type, request: () throws -> P.Request) {
        node = Node.Action(name, purpose: purpose, plugin: plugin, making: request)
    }
}

extension Check where P: ActionPlugin {
    /// Explains an action plugin in a check.
    @available(
        *, unavailable, message: "A plugin that changes things cannot be a check: checks look, actions change. Use Action(\"…\", …) in a sequence."
    )
    public init(_ name: String, purpose: String = "", _ plugin: P.Type, _ request: P.Request) {
        node = Node.Action(name, purpose: purpose, plugin: plugin, request: request)
    }

    /// Explains an action plugin in a check.
    @available(
        *, unavailable, message: "A plugin that changes things cannot be a check: checks look, actions change. Use Action(\"…\", …) in a sequence."
    )
    public init(_ name: String, purpose: String = "", _ plugin: P.Type, request: () throws -> P.Request) {
        node = Node.Action(name, purpose: purpose, plugin: plugin, making: request)
    }
}
