extension RunMachine {
    /// What follows from one input.
    ///
    /// - Parameters:
    ///   - input: What happened.
    ///   - now: The engine's present moment.
    ///   - step: Receives the events and commands, after those that are already in it.
    package mutating func handle(_ input: Input, at now: Timestamp, into step: inout Step) {
    }
}
