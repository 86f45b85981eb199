// Overloads that no program can call: they put a sentence of our own on the line of a misplaced element.
extension BlockContent {
    /// Explains a misplaced element.
    @available(*, unavailable, message: "A block cannot stand in a block: sequences run side by side there. Put it into the plan, beside this one.")
    public static func buildExpression(_ block: Node.Block) -> Body { Body() }

    /// Explains a misplaced element.
    @available(
        *, unavailable,
        message: "An action cannot stand in a block: it would have no place in the order. Put it into a sequence: Sequence(\"…\") { … }."
    )
    public static func buildExpression(_ action: Node.Action) -> Body { Body() }

    /// Explains a misplaced element.
    @available(
        *, unavailable,
        message: "An action cannot stand in a block: it would have no place in the order. Put it into a sequence: Sequence(\"…\") { … }."
    )
    public static func buildExpression<P>(_ action: Action<P>) -> Body { Body() }

    /// Explains a misplaced element.
    @available(
        *, unavailable, message: "A check cannot stand in a block by itself: nothing would say when it runs. Put it into a group: PreChecks { … }."
    )
    public static func buildExpression<P>(_ check: Check<P>) -> Body { Body() }

    /// Explains anything else that is misplaced.
    @available(
        *, unavailable,
        message:
            "Only sequences, groups of checks and deferred batches stand in a block. Nothing could be done with this. Move it out of the body, or name it with `let`."
    )
    public static func buildExpression<Misplaced>(_ element: Misplaced) -> Body { Body() }

    /// Explains an empty body.
    @available(
        *, unavailable,
        message:
            "The body of a block is empty. It would be completed without anything having been done. Put sequences, groups of checks and deferred batches into it."
    )
    public static func buildBlock() -> Body { Body() }
}
