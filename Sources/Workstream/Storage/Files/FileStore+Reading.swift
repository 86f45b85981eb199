/// What is read as a whole.
extension FileStore {
    /// The plan of a run, as it was stored.
    ///
    /// - Throws: `StorageError` with code `.damaged` when it was changed since, `.newerFormat` or `.io`.
    func definition(of run: RunID) throws(StorageError) -> StoredPlan {
        try PlanFile.plan(plan(of: run), of: run)
    }

    /// The bytes of the plan of a run, after they were compared with what the journal begins with.
    func plan(of run: RunID) throws(StorageError) -> [UInt8] {
        let bytes = try reaching(run) { () throws(SystemFault) in try files.contents(of: places(of: run).plan) }
        guard let bytes else {
            throw .damaged(FilePlace(file: RunFiles.plan, record: 1, offset: 0), of: run, because: "it is not there")
        }
        let has = SealedLine(of: run).checksum(ofFile: bytes)
        let says = try JournalSegments(of: run, in: self).plan()
        guard says == has else { throw .planChanged(of: run, says: says, has: has) }
        return bytes
    }

    /// The last checkpoint of a run; `nil` when there is none that can be read.
    func checkpoint(of run: RunID) -> Checkpoint? {
        guard let bytes = try? files.contents(of: places(of: run).checkpoint) else { return nil }
        return (try? CheckpointFile(bytes, of: run))?.checkpoint(of: run)
    }

    /// The live output of an attempt.
    func output(of node: Int, attempt: Int, in run: RunID) throws(StorageError) -> Output? {
        let bytes = try reaching(run) { () throws(SystemFault) in try files.contents(of: places(of: run).output(of: node, attempt: attempt)) }
        return bytes.map(OutputText.output)
    }

    /// What the file of a lease says; `nil` when there is none that can be read.
    func lease(of run: RunID) -> LeaseFile? {
        value(at: places(of: run).lease) { try? LeaseFile($0, of: run) }
    }

    /// What the file of a head says; `nil` when there is none that can be read.
    func head(of run: RunID) -> HeadFile? {
        value(at: places(of: run).head) { try? HeadFile($0, of: run) }
    }

    /// The number of the last event that the owner said is durable; `nil` when the file is being written just now, or is not there.
    func durable(_ run: RunID) -> Int? {
        guard let bytes = try? files.contents(of: places(of: run).durable) else { return nil }
        return DurableMark(bytes, of: run)?.number
    }

    /// What a file says that its owner writes in place: where it cannot be read, it may be that somebody writes it just now, so it is read again.
    private func value<Value>(at path: String, _ read: ([UInt8]) -> Value?) -> Value? {
        for _ in 0..<3 {
            guard let bytes = try? files.contents(of: path) else { return nil }
            if let value = read(bytes) { return value }
        }
        return nil
    }
}
