import Workstream

extension Row {
    /// Stores with much in them: long journals, and many runs.
    static var stores: [Row] {
        [
            Row(
                "recovery", "fold of a journal of 1,000,000 events in files", "events", count: 1_000_000, against: "reading and checksumming it",
                .part(1.0 / 3), subject: { try await fold($0) }, baseline: { try await checksum($0) }),
            Row(
                "runs-memory", "10,000 runs × 10 actions at a time, in memory", count: 100_000, against: "one run of as many actions", .part(0.5),
                subject: { try await driveSideBySide($0, in: .memory) },
                baseline: { try await drive(.uniform($0 / 10, 10, concurrency: 100)) }),
            Row(
                "runs-files", "2,000 runs × 10 actions at a time, in files that survive a power cut", count: 20_000,
                against: "a sync for each append, one after another",
                .part(2), subject: { try await driveInFolder($0) }, baseline: { try await syncOneByOne($0) }),
            Row(
                "submit-files", "submit of 100,000 actions, to files", count: 100_000, against: "encoding the plan", .part(1.0 / 3),
                subject: {
                    let folder = try TemporaryFolder()
                    return try await submit(.uniform($0 / 10, 10, concurrency: 100), to: .directory(folder.path))
                }, baseline: encodePlan),
            Row(
                "opening", "opening a folder of 10,000 finished runs", "runs", count: 10_000, against: "reading that many small files",
                .part(1 / 1.5),
                subject: { _ in
                    let storage = JSONFileStorage(directory: try await finished.value.path)
                    let duration = try await time { try await storage.open(.readWrite) }
                    try await storage.close()
                    return duration
                }, baseline: { _ in try await readHeads() }),
            Row(
                "listing", "the first list of these by somebody who looks on", "runs", count: 10_000, against: "reading that many small files",
                .part(1 / 1.5),
                subject: { _ in
                    let archive = try await RunArchive(.directory(try await finished.value.path))
                    return try await time { _ = try await archive.runs(limit: 10_000) }
                }, baseline: { _ in try await readHeads() }),
            Row(
                "query", "a query of these by status and time, once open", cost: "ms", against: "–", .atMost(50),
                subject: {
                    let archive = try await RunArchive(.directory(try await finished.value.path))
                    let first = try await archive.runs(limit: 10_000).items
                    let query = RunQuery(statuses: [.completed], submitted: first[200].submitted..<first[100].submitted)
                    return try await time { _ = try await archive.runs(matching: query) } / .milliseconds(1)
                }),
        ]
    }
}

/// A long journal.
extension Row {
    /// A store with one finished run of a million events.
    private static let long = Task {
        let folder = try TemporaryFolder()
        _ = try await drive(.uniform(45_450, 10, concurrency: 1_000), in: .directory(folder.path, durability: .processCrash))
        return folder
    }

    private static func fold(_ count: Int) async throws -> Duration {
        let storage = JSONFileStorage(directory: try await long.value.path)
        try await storage.open(.readWrite)
        let run = try await storage.heads(matching: .all, after: nil, limit: 1).items[0].id
        let plan = try await storage.definition(of: run).plan
        let shape = try Shape(plan, sources: [], canProbe: { _ in false }, retryPolicy: { _ in .never })
        let index = try PlanIndex(plan)
        let duration = try await time {
            _ = try await storage.fold(of: run, in: index, shape)
        }
        try await storage.close()
        return duration
    }

    private static func checksum(_ count: Int) async throws -> Duration {
        let folder = try await long.value
        return try await time {
            var checksum = CRC32C()
            for path in try folder.journalPaths() { try PlainFile.pass(over: path) { checksum.update($0) } }
            precondition(checksum.value != 0)
        }
    }
}

/// Many runs.
extension Row {
    /// A store of ten thousand finished runs.
    private static let finished = Task {
        let folder = try TemporaryFolder()
        _ = try await driveSideBySide(10_000, of: 1, in: .directory(folder.path, durability: .processCrash))
        return folder
    }

    private static func readHeads() async throws -> Duration {
        let folder = try await finished.value
        return try await time { _ = try folder.files(named: "head.json") }
    }

    /// Runs so many actions in runs of ten that are all started one after another, and waits for all of them; submitting them is not in the time.
    private static func driveSideBySide(_ count: Int, of size: Int = 10, in storage: some Storage) async throws -> Duration {
        let engine = try await Engine(storage: storage, plugins: [Nothing()])
        var runs: [Run.ID] = []
        for _ in 0..<count / size { runs.append(try await engine.submit(.uniform(1, size, concurrency: 1))) }
        let duration = try await time {
            for run in runs { try await engine.start(run) }
            for run in runs { try await engine.waitForEnd(of: run) }
        }
        try await engine.shutdown()
        return duration
    }

    private static func driveInFolder(_ count: Int) async throws -> Duration {
        let folder = try TemporaryFolder()
        return try await driveSideBySide(count, in: .directory(folder.path))
    }

    /// What the appends of a tenth of the runs take in one file, ten times.
    private static func syncOneByOne(_ count: Int) async throws -> Duration {
        let folder = try TemporaryFolder()
        _ = try await driveSideBySide(count / 10, in: .directory(folder.path, durability: .processCrash))
        let lines = try folder.journals().flatMap(TemporaryFolder.lines)
        let file = try PlainFile("\(folder.path)/lines")
        return try await time { try file.append(eachDurably: lines) } * 10
    }
}
