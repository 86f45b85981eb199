// Overloads that no program can call: they put a sentence of our own on the line of a misplaced element.
extension ChecksContent {
    /// Explains a misplaced element.
    @available(
        *, unavailable,
        message:
            "An action cannot stand among checks: checks look, actions change. Put it into a sequence, or use a plugin that looks: Check(\"…\", …)."
    )
    public static func buildExpression<P>(_ action: Action<P>) -> Body { Body() }

    /// Explains a misplaced element.
    @available(*, unavailable, message: "A group cannot stand in a group: its checks run side by side. Put the group beside this one.")
    public static func buildExpression<Time>(_ group: CheckGroup<Time>) -> Body { Body() }

    /// Explains a misplaced element.
    @available(*, unavailable, message: "A group cannot stand in a group: its checks run side by side. Put the group beside this one.")
    public static func buildExpression(_ group: Node.Checks) -> Body { Body() }

    /// Explains anything else that is misplaced.
    @available(
        *, unavailable,
        message: "Only checks stand in a group of checks. Nothing could be done with this. Move it out of the body, or name it with `let`."
    )
    public static func buildExpression<Misplaced>(_ element: Misplaced) -> Body { Body() }

    /// Explains an empty body.
    @available(
        *, unavailable,
        message: "The body of a group of checks is empty. It would be completed without anything having been done. Put checks into it."
    )
    public static func buildBlock() -> Body { Body() }
}
