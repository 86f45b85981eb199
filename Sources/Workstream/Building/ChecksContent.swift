/// The body of a group of checks.
///
/// They run in parallel, all to their end (S6).
@resultBuilder public enum ChecksContent: ContentBuilder {
    /// What may stand in a group of checks.
    public protocol Element {
        /// The element as part of a body.
        var checksContent: ChecksContent.Body { get }
    }

    /// Takes a check, or an array or optional of checks.
    public static func buildExpression(_ element: some Element) -> Body { element.checksContent }

    /// Begins a body.
    public static func buildPartialBlock(first: Body) -> Body { first }

    /// Adds the next statement to a body.
    public static func buildPartialBlock(accumulated: Body, next: Body) -> Body { Body(joining: [accumulated, next]) }

    /// Lets a function with this builder give its checks, `@ChecksContent func answers() -> [Node.Action]`.
    public static func buildFinalResult(_ body: Body) -> [Node.Action] { body.actions }
}

extension Node.Action: ChecksContent.Element {
    /// The check as part of a group; validation refuses one whose plugin changes things.
    public var checksContent: ChecksContent.Body { .init(action: self) }
}

extension Check: ChecksContent.Element {
    /// The check as part of a group.
    public var checksContent: ChecksContent.Body { .init(action: node) }
}

extension ContentBody: ChecksContent.Element where Content == ChecksContent {
    /// The body itself.
    public var checksContent: ChecksContent.Body { self }
}

extension Array: ChecksContent.Element where Element: ChecksContent.Element {
    /// The checks, one after another.
    public var checksContent: ChecksContent.Body { .init(joining: lazy.map(\.checksContent)) }
}

extension Optional: ChecksContent.Element where Wrapped: ChecksContent.Element {
    /// The check, or nothing.
    public var checksContent: ChecksContent.Body { self?.checksContent ?? .init() }
}
