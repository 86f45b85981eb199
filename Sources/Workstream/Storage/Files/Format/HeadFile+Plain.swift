/// Heads as nearly all of them are, read without a value between: an observer reads those of all runs, and whoever opens a store does.
///
/// `StoredHead` stays the one description of the form. What is not exactly in the plainest shape of it is left to the decoder, and a test compares both.
extension HeadFile {
    /// Reads a head, if it is one that nobody need look at and whose texts are plain.
    ///
    /// - Parameter line: The line, whose checksum is right.
    init?(plain line: UnsafeBufferPointer<UInt8>) {
        var cursor = LineCursor(line, at: min(SealedLine.headLength, line.count))
        guard let actions = cursor.actions(), let lastSignOfLife = cursor.time(after: #","alive":"#) else { return nil }
        let due = cursor.time(after: #","due":"#)
        let ended = cursor.time(after: #","ended":"#)
        let group = cursor.text(after: #","group":"#)
        guard let journal = cursor.journal() else { return nil }
        let key = cursor.text(after: #","key":"#)
        guard let labels = cursor.labels(), let last = cursor.integer(after: #","last":"#), let plan = cursor.text(after: #","plan":"#),
            let run = cursor.text(after: #","run":"#).flatMap({ RunID($0) })
        else { return nil }
        let started = cursor.time(after: #","started":"#)
        guard let status = cursor.text(after: #","status":"#).flatMap({ NodeStatus($0) }), let submitted = cursor.time(after: #","submitted":"#),
            cursor.skip("}"), cursor.isAtBlankEnd
        else { return nil }
        self.journal = journal
        head = RunHead(
            id: run, plan: plan, group: group, key: key, labels: labels, status: status, lastNumber: last, submitted: submitted, started: started,
            ended: ended, lastSignOfLife: lastSignOfLife, due: due, actions: actions)
    }
}

/// What is not as it should be is not passed over, so the next field is not found.
extension LineCursor {
    fileprivate mutating func integer(after name: StaticString) -> Int? {
        skip(name) ? integer() : nil
    }

    fileprivate mutating func time(after name: StaticString) -> Timestamp? {
        integer(after: name).map { Timestamp(nanoseconds: Int64($0)) }
    }

    fileprivate mutating func text(after name: StaticString) -> String? {
        skip(name) ? plainText() : nil
    }

    fileprivate mutating func actions() -> ActionCounts? {
        guard let completed = integer(after: #""actions":{"completed":"#), let failed = integer(after: #","failed":"#),
            let stopped = integer(after: #","stopped":"#), let total = integer(after: #","total":"#), skip("}")
        else { return nil }
        return ActionCounts(total: total, completed: completed, failed: failed, stopped: stopped)
    }

    fileprivate mutating func journal() -> JournalPosition? {
        guard let count = integer(after: #","journal":{"bytes":"#), skip(#","checksum":""#), let checksum = self.checksum(),
            let last = integer(after: #"","last":"#), let lines = integer(after: #","lines":"#), let segment = integer(after: #","segment":"#),
            skip("}")
        else { return nil }
        return JournalPosition(segment: segment, bytes: count, lines: lines, last: last, checksum: checksum)
    }

    /// Reads labels, none where none stand here.
    fileprivate mutating func labels() -> [String: String]? {
        var labels: [String: String] = [:]
        guard skip(#","labels":{"#) else { return labels }
        repeat {
            guard let name = plainText(), skip(":"), let text = plainText() else { return nil }
            labels[name] = text
        } while skip(",")
        return skip("}") ? labels : nil
    }
}
