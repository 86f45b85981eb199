/// Whether a journal that does not end well was torn or is damaged (S68).
extension JournalScanner {
    /// Judges a line that is not what was written.
    ///
    /// - Parameters:
    ///   - bytes: The line and all that follows it in its file.
    ///   - why: What is wrong with the line, as the end of a sentence about it.
    /// - Throws: `StorageError` with code `.damaged` unless it is a torn end.
    func judge(_ bytes: UnsafeBufferPointer<UInt8>, _ place: FilePlace, _ why: String, before rest: Rest) throws(StorageError) -> JournalTear {
        let due = position.last + 1
        if let proof = proof(that: due, wasDurableIn: bytes, before: rest) {
            throw .damaged(place, of: run, because: "\(why), and \(proof)")
        }
        return JournalTear(place: place, count: bytes.count, why: why)
    }

    private func proof(that due: Int, wasDurableIn bytes: UnsafeBufferPointer<UInt8>, before rest: Rest) -> String? {
        if due == 1 { return "no event comes before it, although a run is stored with its first event" }
        switch rest {
        case .more: return "event \(due) is known to be durable"
        case .segment: return "another segment follows"
        case .nothing: break
        }
        if let known, known.last >= due { return "the head of the run says that event \(known.last) was stored" }
        if let claim = claim(of: due, in: bytes) { return "a later line, which is whole, says that event \(claim) was durable" }
        return nil
    }

    /// The number up to which a whole line says that events were durable, if that is far enough.
    ///
    /// Lines are looked for at every place where one could begin, and not only behind line feeds: one of those may be what is damaged. Within a line no such
    /// place can be: text escapes its quotes, and the members of a payload are sorted, so `after` would stand before `crc`.
    private func claim(of due: Int, in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
        var start = 0
        while let brace = Self.position(of: UInt8(ascii: "{"), in: bytes, from: start) {
            start = brace + 1
            var cursor = LineCursor(bytes, at: brace)
            guard cursor.skip(#"{"crc":""#) else { continue }
            let end = Self.position(of: UInt8(ascii: "\n"), in: bytes, from: brace) ?? bytes.count
            let line = UnsafeBufferPointer(rebasing: bytes[brace..<end])
            let place = FilePlace(file: "", record: 0, offset: brace)
            if let batch = JournalBatch(line, of: run, at: place), batch.durable >= due, (try? seal.checksum(of: line)) != nil {
                return batch.durable
            }
        }
        return nil
    }

    /// Makes sure that a batch is the one that was there when the head was written.
    func compareWithKnown(_ batch: JournalBatch) throws(StorageError) {
        guard let known, batch.first <= known.last, known.last <= batch.last, known != position else { return }
        throw .damaged(batch.place, of: run, because: "it is not the line that stood there when the head of the run was written")
    }

    /// Makes sure that the journal goes as far as the head says.
    func compareEndWithKnown(_ file: String) throws(StorageError) {
        let place = FilePlace(file: file, record: position.lines + 1, offset: position.bytes)
        guard position.last > 0 else {
            throw .damaged(place, of: run, because: "the journal holds no event, although a run is stored with its first")
        }
        guard let known, known.last > position.last else { return }
        throw .damaged(
            place, of: run, because: "the journal ends with event \(position.last), but the head of the run says that event \(known.last) was stored")
    }
}
