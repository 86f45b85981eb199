import Workstream

/// A storage while one promise is tried on it, with short ways to do and to expect things.
struct StorageTrial: Sendable {
    /// The promise.
    let promise: StoragePromise
    /// What the test gave.
    let subject: StorageUnderTest
    /// The storage that is tried at present.
    var storage: any Storage

    init(of promise: StoragePromise, on subject: StorageUnderTest) {
        self.promise = promise
        self.subject = subject
        storage = subject.storage
    }

    /// Whether the test gave what a promise needs.
    func offers(_ need: StoragePromise.Need) -> Bool {
        switch need {
        case .another: subject.another != nil
        case .crash: subject.crash != nil
        case .tear: subject.tear != nil
        }
    }

    /// Opens the storage.
    func open(_ access: Access = .readWrite) async throws {
        try await storage.open(access)
    }

    /// Lets time pass by the storage's clock.
    func advance(by duration: Duration) async throws {
        try await subject.advance(duration)
    }

    /// Stores a run, and acquires it.
    func begin(_ run: NewRun = .sample(1), owner: Int = 1, lasting: Duration = .seconds(60)) async throws -> Lease {
        try await expect(storage.create(run), is: .created, "what became of the new run \(run.id)")
        return try await acquire(run, owner: owner, lasting: lasting)
    }

    /// Acquires a run.
    func acquire(_ run: NewRun, owner: Int = 1, lasting: Duration = .seconds(60)) async throws -> Lease {
        try await storage.acquire(run.id, for: .sample(owner), lasting: lasting)
    }

    /// The stored events of a run, asked for in pieces.
    func events(of run: NewRun, after number: Int = 0, by limit: Int = 1000) async throws -> [StoredEvent] {
        var events: [StoredEvent] = []
        while true {
            let piece = try await storage.events(of: run.id, after: events.last?.number ?? number, limit: limit)
            guard !piece.isEmpty else { return events }
            try expect(piece.count <= limit, "\(piece.count) events were given where \(limit) were asked for")
            events += piece
        }
    }

    /// The numbers of the stored events of a run.
    func numbers(of run: NewRun) async throws -> [Int] {
        try await events(of: run).map(\.number)
    }

    /// The runs that a query lists, so many at a time.
    func list(_ query: RunQuery = .all, by limit: Int = 100) async throws -> [RunID] {
        var found: [RunID] = []
        var cursor: Cursor?
        repeat {
            let page = try await storage.heads(matching: query, after: cursor, limit: limit)
            found += page.items.map(\.id)
            cursor = page.next
        } while cursor != nil && found.count < 100_000
        return found
    }

    /// The head of a run.
    func head(of run: NewRun) async throws -> RunHead {
        var cursor: Cursor?
        repeat {
            let page = try await storage.heads(matching: .all, after: cursor, limit: 100)
            if let head = page.items.first(where: { $0.id == run.id }) { return head }
            cursor = page.next
        } while cursor != nil
        throw broken("no list has the run \(run.id)")
    }

    /// The storage once more, after it was closed: another object for the same place.
    func reopened(_ access: Access = .readWrite) async throws -> StorageTrial {
        try await storage.close()
        return try await beside(access)
    }

    /// Another object for the same place, while this one is as it is.
    func beside(_ access: Access) async throws -> StorageTrial {
        guard let another = subject.another else { return self }
        var trial = self
        trial.storage = try await another()
        try await trial.open(access)
        return trial
    }

    /// The storage after its process was killed.
    func crashed() async throws -> StorageTrial {
        try await subject.crash?()
        return try await beside(.readWrite)
    }

    /// The storage after its process was killed in the middle of an append.
    func torn(_ batch: Batch, as lease: Lease, _ access: Access = .readWrite) async throws -> StorageTrial {
        try await subject.tear?(batch, lease)
        return try await beside(access)
    }
}
