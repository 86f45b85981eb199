import Workstream

extension StoragePromise {
    /// Promises about what can be done with a storage that is open, not open, or open for an observer.
    static let opening: [StoragePromise] = [
        StoragePromise(
            "before it is opened nothing can be read or kept",
            because: "Whoever forgets to open a storage must hear of it at once, and not work beside somebody who did.", open: false
        ) { trial async throws in
            try await trial.expect(.closed, for: "a new run before the opening") { _ = try await trial.storage.create(.sample(1)) }
            try await trial.expect(.closed, for: "a listing before the opening") {
                _ = try await trial.storage.heads(matching: .all, after: nil, limit: 1)
            }
        },
        StoragePromise(
            "after its closing nothing can be read or kept",
            because: "What is written after the closing would meet somebody who has opened the storage meanwhile."
        ) { trial async throws in
            let run = NewRun.sample(1)
            let lease = try await trial.begin(run)
            try await trial.storage.close()
            let storage = trial.storage
            try await trial.expect(.closed, for: "a new run after the closing") { _ = try await storage.create(.sample(2)) }
            try await trial.expect(.closed, for: "a batch after the closing") { try await storage.append(.sample(run, 2...2), as: lease) }
            try await trial.expect(.closed, for: "a definition after the closing") { _ = try await storage.definition(of: run.id) }
            try await trial.expect(.closed, for: "reading events after the closing") { _ = try await storage.events(of: run.id, after: 0, limit: 1) }
            try await trial.expect(.closed, for: "a listing after the closing") { _ = try await storage.heads(matching: .all, after: nil, limit: 1) }
            try await trial.expect(.closed, for: "a lease after the closing") { _ = try await trial.acquire(run) }
            try await trial.expect(.closed, for: "a message after the closing") { try await storage.post(Message(.stop, from: "me"), to: run.id) }
            try await trial.expect(.closed, for: "a deletion after the closing") { try await storage.delete(run.id) }
        },
        StoragePromise(
            "an observer changes no run",
            because: "Tools that look at a storage are opened beside a working engine, and must not be able to harm it."
        ) { trial async throws in
            let run = NewRun.sample(1)
            let storage = trial.storage
            // What nobody has made yet may be refused to an observer.
            try await storage.close()
            try await trial.open(.observer)
            try await trial.expect(.closed, for: "an observer's new run") { _ = try await storage.create(run) }
            try await trial.expect(.closed, for: "an observer's lease") { _ = try await trial.acquire(run) }
            try await trial.expect(.closed, for: "an observer's deletion") { try await storage.delete(run.id) }
            try await trial.expect(trial.list(), is: [], "the runs that an observer sees in an empty storage")
        },
        StoragePromise("what does not exist is not found", because: "A run that is silently missing looks like one that did nothing.") {
            trial async throws in
            let run = NewRun.sample(1)
            let storage = trial.storage
            let lease = Lease(run: run.id, owner: .sample(1), token: 1, acquired: .init(nanoseconds: 0), expiry: .init(nanoseconds: .max))
            try await trial.expect(.notFound, for: "the definition of no run") { _ = try await storage.definition(of: run.id) }
            try await trial.expect(.notFound, for: "reading events of no run") { _ = try await storage.events(of: run.id, after: 0, limit: 1) }
            try await trial.expect(.notFound, for: "a lease of no run") { _ = try await trial.acquire(run) }
            try await trial.expect(.notFound, for: "a batch of no run") { try await storage.append(.sample(run, 2...2), as: lease) }
            try await trial.expect(.notFound, for: "a message to no run") { try await storage.post(Message(.stop, from: "me"), to: run.id) }
            try await trial.expect(.notFound, for: "the deletion of no run") { try await storage.delete(run.id) }
            try await trial.expect(.notFound, for: "live output of no run") { _ = try await storage.output(of: 1, attempt: 1, in: run.id) }
            try await trial.expect(storage.messages(after: [run.id: 0]).count, is: 0, "the messages to no run")
            try await trial.expect(storage.renew([lease], lasting: .seconds(1)).count, is: 0, "the leases of no run that were kept")
            try await storage.release([lease])
        },
    ]
}
