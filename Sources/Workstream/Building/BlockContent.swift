/// The body of a block: sequences, groups of checks, deferred batches.
///
/// A free place goes to the first sequence in listed order that can run. Groups and batches say by their kind when they run.
@resultBuilder public enum BlockContent: ContentBuilder {
    /// What may stand in the body of a block.
    public protocol Element {
        /// The element as part of a body.
        var blockContent: BlockContent.Body { get }
    }

    /// Takes an element, or an array or optional of elements.
    public static func buildExpression(_ element: some Element) -> Body { element.blockContent }

    /// Begins a body.
    public static func buildPartialBlock(first: Body) -> Body { first }

    /// Adds the next statement to a body.
    public static func buildPartialBlock(accumulated: Body, next: Body) -> Body { Body(joining: [accumulated, next]) }

    /// Lets a function with this builder give its sequences, `@BlockContent func hosts() -> [Node.Sequence]`.
    public static func buildFinalResult(_ body: Body) -> [Node.Sequence] {
        guard let defect = Defect.lost(checks: body.checks, batches: body.batches, from: "[Node.Sequence]", instead: "BlockContent.Body") else {
            return body.sequences
        }
        var sequences = body.sequences
        if sequences.isEmpty { sequences.append(Node.Sequence(name: "", actions: [])) }
        sequences[sequences.count - 1].defects.append(defect)
        return sequences
    }
}

extension Node.Sequence: BlockContent.Element {
    /// The sequence as part of a block's body.
    public var blockContent: BlockContent.Body { .init(sequence: self) }
}

extension Node.Checks: BlockContent.Element {
    /// The group as part of a block's body.
    public var blockContent: BlockContent.Body { .init(checks: self) }
}

extension Node.Batch: BlockContent.Element {
    /// The batch as part of a block's body.
    public var blockContent: BlockContent.Body { .init(batch: self) }
}

extension CheckGroup: BlockContent.Element {
    /// The group as part of a block's body.
    public var blockContent: BlockContent.Body { .init(checks: node) }
}

extension ContentBody: BlockContent.Element where Content == BlockContent {
    /// The body itself.
    public var blockContent: BlockContent.Body { self }
}

extension Array: BlockContent.Element where Element: BlockContent.Element {
    /// The elements, one after another.
    public var blockContent: BlockContent.Body { .init(joining: lazy.map(\.blockContent)) }
}

extension Optional: BlockContent.Element where Wrapped: BlockContent.Element {
    /// The element, or nothing.
    public var blockContent: BlockContent.Body { self?.blockContent ?? .init() }
}
