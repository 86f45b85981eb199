import Workstream

/// What a call does to the world, and what it answers.
enum WorldEffect<World: Sendable>: Sendable {
    /// It takes the request as its plugin has decoded it.
    case typed(@Sendable (_ request: any Sendable, _ world: inout World) throws -> JSON)
    /// It takes the request as the plan has it, or as it was made from the responses that it is bound to.
    case plain(@Sendable (_ request: JSON, _ world: inout World) throws -> JSON)
}
