import Workstream

/// The world of one execution, whatever its type.
protocol WorldKeeping: Sendable {
    /// Whether something is expected of it all the time.
    var hasPromises: Bool { get }
    /// Lets a call have its effect, and gives its answer.
    func perform(_ effect: Int, _ request: any Sendable) throws -> JSON
    /// What is expected and is not so; nil: all is well.
    func objection(at time: Timestamp, _ events: [Event], isOver: Bool) -> Objection?
    /// The world as text.
    func picture() -> StableText
}
