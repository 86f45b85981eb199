/// The body of a plan: blocks, groups of checks, deferred batches.
///
/// Blocks run one after another in listed order. Where groups and batches stand among them does not matter: each says by its kind when it runs.
@resultBuilder public enum PlanContent: ContentBuilder {
    /// What may stand in the body of a plan.
    public protocol Element {
        /// The element as part of a body.
        var planContent: PlanContent.Body { get }
    }

    /// Takes an element, or an array or optional of elements.
    public static func buildExpression(_ element: some Element) -> Body { element.planContent }

    /// Begins a body.
    public static func buildPartialBlock(first: Body) -> Body { first }

    /// Adds the next statement to a body.
    public static func buildPartialBlock(accumulated: Body, next: Body) -> Body { Body(joining: [accumulated, next]) }

    /// Lets a function with this builder give its blocks, `@PlanContent func fleet() -> [Node.Block]`.
    public static func buildFinalResult(_ body: Body) -> [Node.Block] {
        guard let defect = Defect.lost(checks: body.checks, batches: body.batches, from: "[Node.Block]", instead: "PlanContent.Body") else {
            return body.blocks
        }
        var blocks = body.blocks
        if blocks.isEmpty { blocks.append(Node.Block(name: "", sequences: [])) }
        blocks[blocks.count - 1].defects.append(defect)
        return blocks
    }
}

extension Node.Block: PlanContent.Element {
    /// The block as part of a plan's body.
    public var planContent: PlanContent.Body { .init(block: self) }
}

extension Node.Checks: PlanContent.Element {
    /// The group as part of a plan's body.
    public var planContent: PlanContent.Body { .init(checks: self) }
}

extension Node.Batch: PlanContent.Element {
    /// The batch as part of a plan's body.
    public var planContent: PlanContent.Body { .init(batch: self) }
}

extension CheckGroup: PlanContent.Element {
    /// The group as part of a plan's body.
    public var planContent: PlanContent.Body { .init(checks: node) }
}

extension ContentBody: PlanContent.Element where Content == PlanContent {
    /// The body itself.
    public var planContent: PlanContent.Body { self }
}

extension Array: PlanContent.Element where Element: PlanContent.Element {
    /// The elements, one after another.
    public var planContent: PlanContent.Body { .init(joining: lazy.map(\.planContent)) }
}

extension Optional: PlanContent.Element where Wrapped: PlanContent.Element {
    /// The element, or nothing.
    public var planContent: PlanContent.Body { self?.planContent ?? .init() }
}
