/// What a line of a journal is.
extension JournalScanner {
    /// What was found where a line was due.
    enum Finding {
        /// The header of the segment, and its checksum.
        case header(JournalHeader, UInt32)
        /// The batch that is due, and its checksum.
        case batch(JournalBatch, UInt32)
        /// Not what was written, for this reason; so it may be the torn end.
        case torn(String)
        /// Exactly what was written once, but not here, for this reason: no crash leaves that.
        case misplaced(String)
        /// A header of this newer version.
        case newer(Int)
    }

    /// Reads the line with which a segment begins.
    func header(_ line: UnsafeBufferPointer<UInt8>, _ place: FilePlace) -> Finding {
        let found = JournalHeader(line)
        let checksum: UInt32
        do {
            checksum = try seal.checksum(of: line)
        } catch {
            if let other = found?.run, other != run, (try? SealedLine(of: other).checksum(of: line)) != nil {
                return .misplaced("it belongs to run \"\(other)\"")
            }
            return .torn(error.description)
        }
        guard let found else { return .misplaced("it is no header of a journal") }
        guard found.version <= JournalWriter.version else { return .newer(found.version) }
        guard found.first == position.segment else {
            return .misplaced("its segment begins with event \(found.first ?? 0), where event \(position.segment) is due")
        }
        // Before the first comes the plan, which is in another file: who reads that compares the two.
        if position.segment > 1, let why = misfit(after: found.after) { return .misplaced(why) }
        return .header(found, checksum)
    }

    /// Reads a line of a batch.
    func batch(_ line: UnsafeBufferPointer<UInt8>, _ place: FilePlace) -> Finding {
        let checksum: UInt32
        do {
            checksum = try seal.checksum(of: line)
        } catch {
            return .torn(error.description)
        }
        guard let batch = JournalBatch(line, of: run, at: place) else { return .misplaced("its checksum is right, but it is no batch") }
        guard batch.first == position.last + 1, batch.last >= batch.first, batch.durable < batch.first else {
            return .misplaced("it holds the events \(batch.first) to \(batch.last), where event \(position.last + 1) is due")
        }
        if let why = misfit(after: batch.after) { return .misplaced(why) }
        return .batch(batch, checksum)
    }

    private func misfit(after checksum: UInt32) -> String? {
        guard checksum != position.checksum else { return nil }
        let (says, has) = (ChecksumText.text(of: checksum), ChecksumText.text(of: position.checksum))
        return "it was written after a line with the checksum \(says), but the line before it has \(has)"
    }
}
