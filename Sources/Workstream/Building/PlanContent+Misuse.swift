// Overloads that no program can call: they put a sentence of our own on the line of a misplaced element.
extension PlanContent {
    /// Explains a misplaced element.
    @available(
        *, unavailable,
        message: "A sequence cannot stand in a plan: blocks run one after another there. Put it into a block: Block(\"…\") { Sequence(\"…\") { … } }."
    )
    public static func buildExpression(_ sequence: Node.Sequence) -> Body { Body() }

    /// Explains a misplaced element.
    @available(
        *, unavailable,
        message:
            "An action cannot stand in a plan: it would have no place in the order. Put it into a sequence of a block: Block(\"…\") { Sequence(\"…\") { … } }."
    )
    public static func buildExpression(_ action: Node.Action) -> Body { Body() }

    /// Explains a misplaced element.
    @available(
        *, unavailable,
        message:
            "An action cannot stand in a plan: it would have no place in the order. Put it into a sequence of a block: Block(\"…\") { Sequence(\"…\") { … } }."
    )
    public static func buildExpression<P>(_ action: Action<P>) -> Body { Body() }

    /// Explains a misplaced element.
    @available(
        *, unavailable, message: "A check cannot stand in a plan by itself: nothing would say when it runs. Put it into a group: PreChecks { … }."
    )
    public static func buildExpression<P>(_ check: Check<P>) -> Body { Body() }

    /// Explains anything else that is misplaced.
    @available(
        *, unavailable,
        message:
            "Only blocks, groups of checks and deferred batches stand in a plan. Nothing could be done with this. Move it out of the body, or name it with `let`."
    )
    public static func buildExpression<Misplaced>(_ element: Misplaced) -> Body { Body() }

    /// Explains an empty body.
    @available(
        *, unavailable,
        message:
            "The body of a plan is empty. It would be completed without anything having been done. Put blocks, groups of checks and deferred batches into it."
    )
    public static func buildBlock() -> Body { Body() }
}
