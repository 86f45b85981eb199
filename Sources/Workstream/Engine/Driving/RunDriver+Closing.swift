/// The graceful end of an engine (S45).
extension RunDriver {
    /// Lets the calls under way finish, then cancels them, and waits until everything is stored.
    ///
    /// Whoever asks a second time with an earlier moment brings the cancellation forward.
    ///
    /// - Parameter time: Until when calls may finish by themselves.
    func shutDown(by time: Timestamp) async {
        post(.shutdown)
        let timer = engine.watchdog.schedule(at: time) { [weak self] in
            self?.update { state, now in state.cancelAll(at: now) }
        }
        await waitUntilIdle()
        engine.watchdog.cancel(timer)
        update { state, now in state.handOver(at: now) }
        await waitUntilIdle()
        update { state, _ in state.close() }
    }

    private func waitUntilIdle() async {
        // A caller that is cancelled waits all the same: leases must not be given back beside running calls.
        await withCheckedContinuation { continuation in
            update { state, _ in state.idleWaiters.append(continuation) }
        }
    }
}

extension RunDriver.State {
    /// Gives the run back, once, whoever shuts the engine down.
    fileprivate mutating func handOver(at now: Timestamp) {
        guard !isBroken, !isHandedOver else { return }
        isHandedOver = true
        handIn(.handOver, for: .nobody, at: now)
    }

    /// Nothing happens any more.
    fileprivate mutating func close() {
        timers.removeAll()
        guard !hasEnded else { return }
        hasEnded = true
        if !isBroken { fault = .closed() }
    }
}
