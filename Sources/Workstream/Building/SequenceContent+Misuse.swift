// Overloads that no program can call: they put a sentence of our own on the line of a misplaced element.
extension SequenceContent {
    /// Explains a misplaced element.
    @available(*, unavailable, message: "A block cannot stand in a sequence: actions run one after another there. Put it into the plan.")
    public static func buildExpression(_ block: Node.Block) -> Body { Body() }

    /// Explains a misplaced element.
    @available(
        *, unavailable, message: "A sequence cannot stand in a sequence: actions run one after another there. Put it into the block, beside this one."
    )
    public static func buildExpression(_ sequence: Node.Sequence) -> Body { Body() }

    /// Explains a misplaced element.
    @available(
        *, unavailable,
        message: "A check cannot stand among actions: checks look, actions change. Put it into a group: PreChecks { … } or PostChecks { … }."
    )
    public static func buildExpression<P>(_ check: Check<P>) -> Body { Body() }

    /// Explains a misplaced element.
    @available(
        *, unavailable,
        message: "Only pre-checks and post-checks stand in a sequence: no other group is ever run there. Put the group into the block or the plan."
    )
    public static func buildExpression<Time>(_ group: CheckGroup<Time>) -> Body { Body() }

    /// Explains a misplaced element.
    @available(
        *, unavailable, message: "A deferred batch cannot stand in a sequence: it would never be chosen there. Put it into the block or the plan."
    )
    public static func buildExpression(_ batch: Node.Batch) -> Body { Body() }

    /// Explains anything else that is misplaced.
    @available(
        *, unavailable,
        message:
            "Only actions, pre-checks and post-checks stand in a sequence. Nothing could be done with this. Move it out of the body, or name it with `let`."
    )
    public static func buildExpression<Misplaced>(_ element: Misplaced) -> Body { Body() }

    /// Explains an empty body.
    @available(
        *, unavailable,
        message:
            "The body of a sequence is empty. It would be completed without anything having been done. Put actions, pre-checks and post-checks into it."
    )
    public static func buildBlock() -> Body { Body() }
}
