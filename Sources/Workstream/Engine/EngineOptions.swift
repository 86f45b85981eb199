/// How an engine treats its runs, where the defaults do not suit.
///
/// ```swift
/// var options = EngineOptions()
/// options.gracePeriod = .seconds(10)
/// let engine = try await Engine(storage: .memory, plugins: [Shell()], options: options)
/// ```
public struct EngineOptions: Sendable {
    /// How much is kept of what plugins answer, throw and write (S32).
    public var limits: PayloadLimits
    /// How long a cancelled call may go on before it is given up (S26); 30 seconds.
    public var gracePeriod: Duration
    /// How long `prepare` of a plugin may take before the plugin counts as unavailable; 30 seconds.
    public var preparationLimit: Duration
    /// How long nobody else may drive a run after a sign of life of this engine (S65); 30 seconds.
    public var leaseDuration: Duration
    /// How long the engine of a run may have been away before the run comes up held (S64); 30 minutes; `nil`: as long as it likes.
    public var recoveryLimit: Duration?
    /// How often messages to runs are looked for, such as a stop from another process; 250 milliseconds.
    public var messageInterval: Duration
    /// After how many events of a run a checkpoint of it is kept, so that recovery need not read what came before.
    ///
    /// Only runs that go on for long, such as with continuous checks, come so far.
    package var checkpointInterval = 10_000
    /// Where the values of secrets come from.
    public var secrets: SecretResolver

    /// Options of one's own.
    public init(
        limits: PayloadLimits = .standard, gracePeriod: Duration = .seconds(30), preparationLimit: Duration = .seconds(30),
        leaseDuration: Duration = .seconds(30), recoveryLimit: Duration? = .seconds(1_800),
        messageInterval: Duration = .milliseconds(250), secrets: SecretResolver = SecretResolver()
    ) {
        self.limits = limits
        self.gracePeriod = gracePeriod
        self.preparationLimit = preparationLimit
        self.leaseDuration = leaseDuration
        self.recoveryLimit = recoveryLimit
        self.messageInterval = messageInterval
        self.secrets = secrets
    }

    /// After how many events a checkpoint of a run is kept whose plan has so many nodes.
    ///
    /// A checkpoint names all nodes, so with the usual interval there are at least eight events for each: writing it costs next to nothing for an event.
    func checkpointInterval(nodes: Int) -> Int { max(checkpointInterval, nodes * checkpointInterval / 1_250) }

    /// What cannot be used, each in a sentence.
    var faults: [String] {
        var faults: [String] = []
        for (name, duration) in [("gracePeriod", gracePeriod), ("preparationLimit", preparationLimit)] where duration < .zero {
            faults.append("The option \"\(name)\" is \(duration), but a time cannot be negative: give zero or more.")
        }
        if let recoveryLimit, recoveryLimit < .zero {
            faults.append("The option \"recoveryLimit\" is \(recoveryLimit), but a time cannot be negative: give zero or more, or nil for no limit.")
        }
        if messageInterval < .milliseconds(1) {
            faults.append("The option \"messageInterval\" is \(messageInterval), which would keep a core busy: give at least a millisecond.")
        }
        if leaseDuration < .seconds(1) {
            faults.append("The option \"leaseDuration\" is \(leaseDuration), but a lease is renewed each sixth of it: give at least a second.")
        }
        return faults
    }
}
