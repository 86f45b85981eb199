/// What is written beside the journal for those who read without it; all of it can be lost and made anew.
extension RunWriter {
    /// Writes the head, as far as the journal goes.
    func writeHead() {
        guard case .known(let position, _) = end, let head = runs.withLock({ $0.entries[run]?.head }), head.lastNumber == position.last else {
            return
        }
        do {
            let file = HeadFile(head, journal: position)
            try store.files.overwrite(places.head, file.bytes)
            written = file
        } catch {
            // The journal says the same. What stands in the file is not known, so the next head is written at once.
            written = nil
        }
    }

    /// Says up to which event the journal is durable.
    func mark(_ number: Int) {
        do throws(SystemFault) {
            let file = try store.descriptors.file(of: run, for: .marking) { () throws(SystemFault) in
                try store.files.open(places.durable, for: .keeping)
            }
            try store.files.write(DurableMark(number).bytes(of: run), to: file, at: 0)
        } catch {
            // Those who look on lag behind until the next head.
            store.descriptors.drop(run, for: .marking)
        }
    }
}
