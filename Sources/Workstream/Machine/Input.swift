/// What can happen to a run, from the machine's point of view.
///
/// Nearly always a call ended, and nothing else may make that larger.
package enum Input: Sendable {
    /// Somebody starts the run.
    case start
    /// The answer to a `resolve` command; it follows at once, before anything else.
    case resolved(node: Int, Resolution)
    /// A call ended.
    case ended(CallEnded)
    /// A call that had been abandoned ended after all.
    case lateAnswer(node: Int, attempt: Int, Outcome)
    /// A call is past its timeout or the deadline of its action.
    case overdue(node: Int, attempt: Int, Event.CutReason)
    /// A call was cancelled, and ignored that for the whole grace period.
    case abandoned(node: Int, attempt: Int)
    /// The time that a `wake` command named has come.
    case due(node: Int)
    /// A plugin was asked what a call did.
    indirect case probeAnswered(node: Int, attempt: Int, ProbeAnswer)
    /// Somebody stops the run, this hard.
    indirect case stop(Cut, Event.Asked)
    /// Somebody pauses the run.
    indirect case pause(Event.Asked)
    /// Somebody lets a paused run go on.
    indirect case resume(Event.Asked)
    /// The engine holds the run, for this reason.
    case hold(String)
    /// The engine lets a held run go.
    case release
    /// Somebody decides what becomes of an unresolved action.
    indirect case decision(node: Int, Event.Decided.Verdict, Event.Asked)
    /// Nothing new may begin any more: the engine is closing (S45).
    case shutdown
    /// The engine has closed, and gives the run back; the last input.
    case handOver
    /// An engine has rebuilt the machine from the journal, and takes the run up (S62); the first input. With a reason, the run comes up held (S44).
    ///
    /// Whether the engine drove the run before and lives on counts for S70.
    indirect case recovered(hold: String?, survived: Bool = false)
    /// A call whose intent may be stored was never made, because it was not known whether it is (S67); before `recovered`.
    case notMade(node: Int, attempt: Int)
    /// Somebody left a message that says nothing which can be done.
    indirect case unreadableMessage(Int, String)

    /// The number of the message that the input was made of; `nil` when it was made of none.
    var message: Int? {
        switch self {
        case .stop(_, let asked), .pause(let asked), .resume(let asked), .decision(_, _, let asked): asked.message
        case .unreadableMessage(let number, _): number
        default: nil
        }
    }
}

/// A request with its bound values filled in, or why that was not possible.
package enum Resolution: Sendable {
    /// The request, encoded, and what a repetition does where the plan leaves that open.
    case request(Payload, effect: Effect? = nil)
    /// A value could not be filled in, or the plugin refuses the request.
    case refused(Failure)
    /// A source did not happen, and the binding has no `otherwise` (S29); its name.
    case missing(String)
}

/// What a plugin says when it is asked what a call did.
package enum ProbeAnswer: Sendable {
    /// It happened, and this is what it would have answered.
    case happened(Payload)
    /// It did not happen, and will not by itself.
    case didNotHappen
    /// It is still under way; ask again after that time.
    case inProgress(Duration)
    /// The plugin cannot tell, failed, or gave no answer.
    case unknown
}

/// How a call ended.
package struct CallEnded: Sendable {
    /// The number of the action or check.
    package var node: Int
    /// The number of the attempt.
    package var attempt: Int
    /// What the plugin answered or threw.
    package var outcome: Outcome
    /// Whether the call had been cancelled before it ended.
    ///
    /// What is thrown after that says nothing about the outcome (S33).
    package var wasCancelled: Bool
    /// How much live output it had, where it had any; recorded with the outcome.
    package var output: OutputSummary?

    /// A call that ended.
    package init(node: Int, attempt: Int, outcome: Outcome, wasCancelled: Bool = false, output: OutputSummary? = nil) {
        self.node = node
        self.attempt = attempt
        self.outcome = outcome
        self.wasCancelled = wasCancelled
        self.output = output
    }
}
