/// What the result builders for the bodies of a plan have in common: each collects a list, and each understands the same Swift.
///
/// A body may contain single elements, arrays and optionals of them, `if`, `if let`, `switch`, `for`, `#available`, and declarations. What may stand in it
/// is said by the builder: `PlanContent`, `BlockContent`, `SequenceContent`, `ChecksContent`, `BatchContent`.
public protocol ContentBuilder {}

extension ContentBuilder {
    /// What a body of this builder contains.
    public typealias Body = ContentBody<Self>

    /// Takes what stands under an `if` without `else`.
    public static func buildOptional(_ body: Body?) -> Body { body ?? Body() }

    /// Takes what stands in the first branch of an `if` or `switch`.
    public static func buildEither(first: Body) -> Body { first }

    /// Takes what stands in another branch of an `if` or `switch`.
    public static func buildEither(second: Body) -> Body { second }

    /// Takes what a `for` has made.
    ///
    /// - Complexity: Linear in what it has made.
    public static func buildArray(_ bodies: [Body]) -> Body { Body(joining: bodies) }

    /// Takes what stands under `#available`.
    public static func buildLimitedAvailability(_ body: Body) -> Body { body }

    /// Hands on a body as it is, so that a function can make part of another one: `@SequenceContent func deploy() -> SequenceContent.Body`.
    public static func buildFinalResult(_ body: Body) -> Body { body }
}
