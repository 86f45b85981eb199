import Counting

/// How long something takes; where operations are counted, only those within it are.
func time(_ body: () async throws -> Void) async rethrows -> Duration {
    let clock = ContinuousClock()
    let start = clock.now
    counting_begin()
    try await body()
    counting_end()
    return clock.now - start
}
