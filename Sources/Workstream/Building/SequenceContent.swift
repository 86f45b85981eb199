/// The body of a sequence: actions, pre-checks and post-checks.
///
/// Actions run one after another in listed order; pre-checks before the first, post-checks after the last, wherever they stand.
@resultBuilder public enum SequenceContent: ContentBuilder {
    /// What may stand in the body of a sequence.
    public protocol Element {
        /// The element as part of a body.
        var sequenceContent: SequenceContent.Body { get }
    }

    /// Takes an element, or an array or optional of elements.
    public static func buildExpression(_ element: some Element) -> Body { element.sequenceContent }

    /// Begins a body.
    public static func buildPartialBlock(first: Body) -> Body { first }

    /// Adds the next statement to a body.
    public static func buildPartialBlock(accumulated: Body, next: Body) -> Body { Body(joining: [accumulated, next]) }

    /// Lets a function with this builder give its actions, `@SequenceContent func deploy() -> [Node.Action]`.
    public static func buildFinalResult(_ body: Body) -> [Node.Action] {
        guard let defect = Defect.lost(checks: body.checks, batches: [], from: "[Node.Action]", instead: "SequenceContent.Body") else {
            return body.actions
        }
        var actions = body.actions
        if actions.isEmpty { actions.append(Node.Action(name: "", plugin: "", request: .null)) }
        actions[actions.count - 1].defects.append(defect)
        return actions
    }
}

extension Node.Action: SequenceContent.Element {
    /// The action as part of a sequence's body.
    public var sequenceContent: SequenceContent.Body { .init(action: self) }
}

extension Action: SequenceContent.Element {
    /// The action as part of a sequence's body.
    public var sequenceContent: SequenceContent.Body { .init(action: node) }
}

extension Node.Checks: SequenceContent.Element {
    /// The group as part of a sequence's body; validation refuses any kind but pre-checks and post-checks.
    public var sequenceContent: SequenceContent.Body { .init(checks: self) }
}

extension CheckGroup: SequenceContent.Element where Time: CheckTime.InSequence {
    /// The group as part of a sequence's body.
    public var sequenceContent: SequenceContent.Body { .init(checks: node) }
}

extension ContentBody: SequenceContent.Element where Content == SequenceContent {
    /// The body itself.
    public var sequenceContent: SequenceContent.Body { self }
}

extension Array: SequenceContent.Element where Element: SequenceContent.Element {
    /// The elements, one after another.
    public var sequenceContent: SequenceContent.Body { .init(joining: lazy.map(\.sequenceContent)) }
}

extension Optional: SequenceContent.Element where Wrapped: SequenceContent.Element {
    /// The element, or nothing.
    public var sequenceContent: SequenceContent.Body { self?.sequenceContent ?? .init() }
}
