/// What a `FaultyStorage` does wrong, so that the suite of promises is itself put to the test.
enum StorageFault: String, Sendable, CaseIterable {
    // About opening, and runs.
    case ignoresOpening, letsObserversWrite, inventsRuns, losesLabels, createsTwice, forgetsKeys, trimsNames
    // About journals and batches.
    case losesAnEvent, roundsTimes, clipsResponses, splitsBatches, losesDueTimes, takesAnything
    // About listing.
    case reversesPages, losesTheLastOfAPage, ignoresQueries, takesAnyCursor
    // About owners.
    case hidesHolders, leasesToEverybody, ignoresFencing, leasesForEver, renewsNothing, losesSignsOfLife
    // About what belongs to a run.
    case repeatsMessages, losesMessages, remembersMessages, mixesAttempts, keepsOldCheckpoints, deletesNothing
    // About what comes after the end of the process.
    case forgetsOutput, forgetsRenewals, tearsBatches
}
