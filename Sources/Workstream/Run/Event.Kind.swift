extension Event {
    /// What can happen to a run and its nodes.
    @nonexhaustive
    public enum Kind: Sendable, Hashable {
        /// The run was stored, and may be started. Always the first event.
        indirect case submitted(Submitted)
        /// A plan, block, sequence, group or batch has begun: its status is running.
        case began
        /// A plan, block or sequence went over to a phase.
        case phaseBegan(PhaseBegan)
        /// A group of checks began one run: every check of it has begun its first attempt.
        case groupBegan(GroupBegan)
        /// An attempt of an action is about to be made, or, in a group, a further attempt of a check.
        case attemptBegan(AttemptBegan)
        /// An attempt under way was cut off: it is being cancelled, and nobody will know what came of it unless it still answers.
        case attemptCut(AttemptCut)
        /// An attempt ended, and its action has a new status.
        case attemptEnded(AttemptEnded)
        /// An attempt that had been given up answered after all; it changes nothing (S26).
        case lateAnswer(LateAnswer)
        /// A node ended, without or after attempts of its own.
        case ended(Ended)
        /// A node and everything below it that had not begun will not be done.
        case skipped(Skipped)
        /// A plan, block or sequence has failed: what it goes on doing is finishing and deferred work.
        case failed(Failed)
        /// A block or plan is being stopped from above.
        case stopping
        /// The work in flight of a plan or block is ended, this hard.
        case cut(Cut)
        /// Somebody stops the run.
        indirect case stopRequested(StopRequested)
        /// Somebody paused the run.
        indirect case paused(Asked)
        /// A paused run goes on, or is stopped.
        indirect case resumed(Resumed)
        /// The run was held for so long, and its deadlines move as far (S44).
        case deadlinesMoved(Duration)
        /// A plugin is asked what a call did that was cut off.
        indirect case probing(Probing)
        /// A plugin could not tell what a call did, and is asked again.
        case probed(Probed)
        /// An action waits for a decision, because nobody can tell what its call did.
        indirect case unresolved(Unresolved)
        /// Somebody decided what becomes of an unresolved action.
        indirect case decided(Decided)
        /// An engine took up a run that another one had driven: what was in flight is in flight no more (S62).
        case recovered(Recovered)
        /// The engine closed in good order, and gave the run back (S45).
        case handedOver
        /// An attempt was under way when its engine ended, and is made again under its own number (S33).
        case interrupted(Interrupted)
        /// A message that somebody left changed nothing.
        indirect case messageIgnored(MessageIgnored)
        /// A continuous group passed so many times since the last such event (S7).
        case continuousPassed(ContinuousPassed)
    }
}
