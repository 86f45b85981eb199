// Overloads that no program can call: they put a sentence of our own on the line of a misplaced element.
extension BatchContent {
    /// Explains a misplaced element.
    @available(*, unavailable, message: "A check cannot stand among actions: checks look, actions change. Put it into a group: DeferredChecks { … }.")
    public static func buildExpression<P>(_ check: Check<P>) -> Body { Body() }

    /// Explains a misplaced element.
    @available(
        *, unavailable, message: "A group of checks cannot stand in a deferred batch: only actions are run there. Put it into the block or the plan."
    )
    public static func buildExpression<Time>(_ group: CheckGroup<Time>) -> Body { Body() }

    /// Explains a misplaced element.
    @available(
        *, unavailable, message: "A group of checks cannot stand in a deferred batch: only actions are run there. Put it into the block or the plan."
    )
    public static func buildExpression(_ group: Node.Checks) -> Body { Body() }

    /// Explains a misplaced element.
    @available(
        *, unavailable, message: "A sequence cannot stand in a deferred batch: its actions already run one after another. Put the actions into it."
    )
    public static func buildExpression(_ sequence: Node.Sequence) -> Body { Body() }

    /// Explains anything else that is misplaced.
    @available(
        *, unavailable,
        message: "Only actions stand in a deferred batch. Nothing could be done with this. Move it out of the body, or name it with `let`."
    )
    public static func buildExpression<Misplaced>(_ element: Misplaced) -> Body { Body() }

    /// Explains an empty body.
    @available(
        *, unavailable,
        message: "The body of a deferred batch is empty. It would be completed without anything having been done. Put actions into it."
    )
    public static func buildBlock() -> Body { Body() }
}
