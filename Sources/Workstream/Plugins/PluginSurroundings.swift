/// Where a call of a plugin stands, and what it may use: what a ``PluginContext`` shows of it.
///
/// It is an object, so that what a plugin does not ask for, such as its path as text, is never made.
package protocol PluginSurroundings: AnyObject, Sendable {
    /// The run that the call belongs to.
    var run: RunID { get }
    /// The number of the action in its plan; nil where the call belongs to none.
    var node: Int? { get }
    /// The path of the action in its plan.
    var path: NodePath { get }
    /// The number of the attempt, from 1.
    var attempt: Int { get }
    /// The same for all attempts of the action in this run (S35).
    var actionToken: String { get }
    /// One per attempt, and the same when an interrupted attempt is repeated (S35).
    var attemptToken: String { get }
    /// When the engine will cancel the call.
    var deadline: Timestamp? { get }
    /// The present moment.
    var now: Timestamp { get }

    /// Takes a piece of live output.
    func write(_ text: String, to channel: OutputChannel)
    /// Finds the value of a secret.
    func reveal(_ secret: Secret) async throws -> String
    /// Waits that long.
    func sleep(for duration: Duration) async throws
}

extension PluginSurroundings {
    /// A call that belongs to no plan.
    package var node: Int? { nil }
}
