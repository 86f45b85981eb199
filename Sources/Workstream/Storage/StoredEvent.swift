/// An event as it comes out of a storage, which may be of a kind that this version does not know.
///
/// Its `Codable` form is the stored form, version 1: an object with the fields below. Write and read it with `JSON(encoding:)` and `JSON.decode`, which keep
/// integers exact and fields in order. A field that has nothing to say is left out. Fields that a reader does not know are passed over; a change that it must
/// not pass over comes with a larger `v`. A larger `v`, an unknown kind and an unknown name of a status, phase or reason are all a newer format (S69), for
/// this event and so for its run alone.
///
/// | field | in | what |
/// |---|---|---|
/// | `v` | all | the version; left out: 1 |
/// | `n` | all | the number in the journal, from 1 |
/// | `t` | all | when it happened, in nanoseconds since 1970 |
/// | `at` | all | the number of the node; left out: 0, the plan |
/// | `by` | all | who caused it, `operator` or `recorder`; left out: the engine |
/// | `is` | all | the kind, named like the cases of `Event.Kind` |
/// | `seed` | `submitted` | from what the jitter of waits follows: an integer of 64 bits |
/// | `digest` | `submitted` | the digest of the definition, in hexadecimal |
/// | `phase` | `phaseBegan` | the phase, named like the cases of `Phase` |
/// | `due` | `phaseBegan`, `attemptEnded` | when the delay is over, or the next attempt due; nanoseconds since 1970 |
/// | `run` | `groupBegan` | the number of the group's run |
/// | `attempt` | `attemptBegan`, `attemptCut`, `attemptEnded`, `lateAnswer`, `probing`, `probed`, `unresolved`, `decided`, `interrupted` | the number of the attempt |
/// | `request` | `attemptBegan` | the request with its bound values: a payload |
/// | `effect` | `attemptBegan` | what a repetition does (`idempotent`, `atMostOnce`), where that follows from the bound values |
/// | `deadline` | `attemptBegan` | when the action's deadline is; nanoseconds since 1970 |
/// | `cut` | `attemptCut`, `cut` | why the attempt is cut off (`timeout`, `deadline`, `policy`), or how hard work is ended (named like the cases of `Cut`) |
/// | `response` | `attemptEnded`, `lateAnswer` | what the plugin answered: a payload |
/// | `error` | `attemptEnded`, `lateAnswer` | what it threw, where there is no `response`: a failure |
/// | `error` | `probing`, `interrupted` | what the attempt ends with if nobody finds out what it did: a failure |
/// | `status` | `attemptEnded`, `ended` | the status from now on, named like the cases of `NodeStatus` |
/// | `reason` | `attemptEnded`, `ended`, `failed` | what the node failed or was stopped with: a failure |
/// | `output` | `attemptEnded` | the live output: `length`, `missing` (left out: 0), `digest` |
/// | `origin` | `ended`, `failed` | the number of the node where the reason arose |
/// | `why` | `skipped` | `bypassed`, `condition`, `source`, `dependency` or `stopped` |
/// | `condition` | `skipped` | the condition that does not hold |
/// | `source` | `skipped` | the name of the source that did not happen |
/// | `chain` | `skipped` | the numbers of the sequences that did not complete, an array |
/// | `author`, `because` | `stopRequested`, `paused`, `resumed`, `decided` | who asked for it, and why; `because` is left out where nothing was said |
/// | `message` | the same, `messageIgnored` | the number of the message that it was made of; left out: of none |
/// | `because` | `recovered`, `messageIgnored` | why the run is held from then on (left out: it goes on); why the message changed nothing |
/// | `survived` | `recovered` | whether the engine drove the run before and lives on; left out: another one did |
/// | `shift` | `resumed`, `deadlinesMoved` | how far deadlines move, in nanoseconds |
/// | `inProgress` | `probed` | whether the call is in progress; left out: the plugin could not tell |
/// | `verdict`, `text` | `decided` | `retry`, `completed` (with `response`) or `failed` (with the reason as `text`) |
/// | `runs`, `last` | `continuousPassed` | how many runs passed, and when the last one ended, in nanoseconds since 1970 |
///
/// A payload is `{"json": …}` with the value itself; `{"clipped": {"beginning", "end", "length", "digest"}}`; or `{"base64": "…"}` for bytes that are not
/// canonical JSON. A failure is `{"code", "message", "permanent", "unknown", "retryAfter", "cause"}`: `permanent` and `unknown` are left out when false,
/// `retryAfter` is a text such as `"1.5s"`, and `cause` is another failure.
public struct StoredEvent: Sendable, Hashable {
    /// What is known of the event.
    enum Content: Sendable, Hashable {
        /// All of it.
        case known(Event)
        /// It was written by a newer version: what was not understood, and the event as it is stored, so that it can be passed on.
        case newer(number: Int, what: String, stored: JSON)
    }

    let content: Content

    /// The version of the form that is written, and the newest that is read.
    public static let version = 1

    /// The stored form of an event.
    public init(_ event: Event) {
        content = .known(event)
    }

    /// The event.
    ///
    /// - Throws: `StorageError` with code `.newerFormat` when it was written by a newer version (S69).
    public func event() throws(StorageError) -> Event {
        switch content {
        case .known(let event): return event
        case .newer(let number, let what, _):
            throw StorageError(
                .newerFormat,
                "Event \(number) has \(what), which this version does not know. Without it, nobody can say where the run stands. "
                    + "Open the run with the version that wrote it, or a later one.")
        }
    }

    /// The number of the event, known or not.
    public var number: Int {
        switch content {
        case .known(let event): event.number
        case .newer(let number, _, _): number
        }
    }
}
