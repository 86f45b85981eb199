/// The body of a deferred batch: actions, which run one after another in listed order (S14).
@resultBuilder public enum BatchContent: ContentBuilder {
    /// What may stand in a deferred batch.
    public protocol Element {
        /// The element as part of a body.
        var batchContent: BatchContent.Body { get }
    }

    /// Takes an action, or an array or optional of actions.
    public static func buildExpression(_ element: some Element) -> Body { element.batchContent }

    /// Begins a body.
    public static func buildPartialBlock(first: Body) -> Body { first }

    /// Adds the next statement to a body.
    public static func buildPartialBlock(accumulated: Body, next: Body) -> Body { Body(joining: [accumulated, next]) }

    /// Lets a function with this builder give its actions, `@BatchContent func rollBack() -> [Node.Action]`.
    public static func buildFinalResult(_ body: Body) -> [Node.Action] { body.actions }
}

extension Node.Action: BatchContent.Element {
    /// The action as part of a batch.
    public var batchContent: BatchContent.Body { .init(action: self) }
}

extension Action: BatchContent.Element {
    /// The action as part of a batch.
    public var batchContent: BatchContent.Body { .init(action: node) }
}

extension ContentBody: BatchContent.Element where Content == BatchContent {
    /// The body itself.
    public var batchContent: BatchContent.Body { self }
}

extension Array: BatchContent.Element where Element: BatchContent.Element {
    /// The actions, one after another.
    public var batchContent: BatchContent.Body { .init(joining: lazy.map(\.batchContent)) }
}

extension Optional: BatchContent.Element where Wrapped: BatchContent.Element {
    /// The action, or nothing.
    public var batchContent: BatchContent.Body { self?.batchContent ?? .init() }
}
