#if MUTATIONS
    /// A fault that is planted on purpose, to see that the checks of the package find it.
    ///
    /// No ordinary build has any: they are there only where the package is built with `-Xswiftc -DMUTATIONS`. One is planted at a time, for the whole process.
    package enum Mutation: String, CaseIterable, Sendable {
        /// S11: deferred work begins while actions of a failed body still run.
        case rollbackBesideRunningWork
        /// S63: after a recovery a body goes on without its continuous checks.
        case gateSkippedAfterRecovery
        /// S24: attempts are counted anew after a recovery.
        case retryCountLostAtRecovery
        /// S7: the loop of a continuous check stops after its first run.
        case stalledContinuousCheck
        /// S26: a call that is cancelled is not awaited.
        case overlappingAttempts
        /// S60: a call is made before it is stored that it is made.
        case intentStoredAfterCall
        /// S33: a call that must not be repeated is made again after its timeout.
        case atMostOnceRepeatedAfterTimeout
        /// S33: a call that must not be repeated is made again after a crash.
        case atMostOnceRepeatedAfterCrash
        /// S20: one sequence more than allowed runs at a time.
        case oneSequenceTooMany
        /// S21: one failure more than tolerated is tolerated.
        case oneFailureTooMany
        /// S14: a rollback runs although nothing of the body had begun.
        case rollbackOfNothing
        /// S24: one retry more than allowed is made.
        case oneRetryTooMany

        private static let planted = Lock<Mutation?>(nil)

        /// Plants a mutation in the place of the one that is planted; `nil`: none is planted any more.
        package static func plant(_ mutation: Mutation?) { planted.withLock { $0 = mutation } }

        /// Whether this is the one that is planted.
        var isPlanted: Bool { Self.planted.withLock { $0 } == self }
    }
#endif
