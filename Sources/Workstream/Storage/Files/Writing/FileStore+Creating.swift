/// Storing a new run.
extension FileStore {
    /// Makes the folder of a run: where nobody looks, and then into its place in one step.
    func create(_ run: NewRun) -> RunCreation {
        let temporary = RunPlaces(folder: "\(self.temporary)/\(run.id)")
        do throws(StorageError) {
            try make(run, at: temporary)
        } catch {
            try? files.removeTree(temporary.folder)
            return .undone(error)
        }
        let places = places(of: run.id)
        do throws(SystemFault) {
            try files.move(temporary.folder, to: places.folder)
        } catch {
            try? files.removeTree(temporary.folder)
            return .undone(error.error(for: run.id))
        }
        do throws(SystemFault) {
            try synchronise(folder: runs)
            return .stored
        } catch {
            return undo(run.id, error.error(for: run.id))
        }
    }

    private func make(_ run: NewRun, at places: RunPlaces) throws(StorageError) {
        let plan = try PlanFile.bytes(of: run.plan, in: run.id)
        let beginning = JournalPosition.beginning(after: SealedLine(of: run.id).checksum(ofFile: plan))
        var journal: [UInt8] = []
        let end = try JournalWriter(run: run.id).append([run.event], durable: 0, at: beginning, to: &journal)
        let head = try HeadFile(run.head, journal: end).bytes()
        let time = run.event.time
        let lease = try LeaseFile(token: 0, owner: nil, acquired: time, expiry: time, lastSignOfLife: time).bytes(of: run.id)
        try reaching(run.id) { () throws(SystemFault) in
            try files.removeTree(places.folder)
            _ = try files.makeFolder(places.folder)
            try files.make(places.plan, plan, isDurable: isDurable)
            try files.make(places.journal, journal, isDurable: isDurable)
            try files.make(places.head, head, isDurable: false)
            try files.make(places.lease, lease, isDurable: false)
            try files.make(places.durable, DurableMark(1).bytes(of: run.id), isDurable: false)
            try synchronise(folder: places.folder)
        }
    }

    /// Takes a run out again of which nobody knows whether it would survive.
    private func undo(_ run: RunID, _ error: StorageError) -> RunCreation {
        let grave = "\(temporary)/\(run).undone"
        do throws(SystemFault) {
            try files.removeTree(grave)
            try files.move(places(of: run).folder, to: grave)
            try synchronise(folder: runs)
        } catch {
            return .unknown(
                StorageError(
                    .io,
                    "The run \"\(run)\" could be neither stored nor taken out again. It may be there or not when the storage is opened next, so nothing is stored "
                        + "in its place. Close the storage, see to the disk, and open it again.", run: run, cause: error))
        }
        try? files.removeTree(grave)
        return .undone(error)
    }
}
