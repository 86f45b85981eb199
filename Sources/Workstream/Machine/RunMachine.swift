/// The rules of a run: (state, input) to (events, commands), without waiting, clock, store or randomness.
///
/// Its state is the fold of its events, plus `Volatile`, which a crash may lose. All that SEMANTICS says about the order of things is decided in the extensions
/// of this type, a file per topic; single rules that can be stated as a table are enums of static functions beside it.
///
/// How a driver uses it, for each input: `handle`; then, as long as the step holds a `resolve` command, answer it with another `handle` into the same step;
/// then store the events together; then carry out the other commands.
package struct RunMachine: Sendable {
    /// The fold of all events so far.
    package internal(set) var state: RunState
    var volatile = Volatile()

    /// A machine for a run that stands where its events left it.
    package init(_ state: RunState) {
        self.state = state
    }
}
