/// The kinds of events that make up nearly all of a journal, written and read without a value between: same bytes, same events, a tenth of the time.
///
/// `StoredEvent` stays the one description of the form. What is not exactly one of these kinds in its plainest shape is left to it, and a test compares both.
extension EventForm {
    /// Adds the text of an event, if it is of a frequent kind; otherwise nothing.
    static func appendFrequent(_ event: Event, to bytes: inout [UInt8]) -> Bool {
        switch event.kind {
        case .began:
            begin(event, "began", to: &bytes)
        case .attemptBegan(let began):
            guard began.request == nil, began.effect == nil, began.deadline == nil else { return false }
            begin(event, attempt: began.attempt, "attemptBegan", to: &bytes)
        case .attemptEnded(let ended):
            guard case .success(.whole(let response)) = ended.outcome, ended.due == nil, ended.reason == nil, ended.output == nil,
                response.withUnsafeBufferPointer({ PlainValue.end(of: $0, from: 0) }) == response.count
            else { return false }
            begin(event, attempt: ended.attempt, "attemptEnded", to: &bytes)
            bytes.append(#","response":{"json":"#)
            bytes.append(contentsOf: response)
            bytes.append(#"},"status":""#)
            bytes.append(contentsOf: ended.status.description.utf8)
            bytes.append("\"")
        case .ended(let ended):
            guard ended.reason == nil, ended.origin == nil else { return false }
            begin(event, "ended", to: &bytes)
            bytes.append(#","status":""#)
            bytes.append(contentsOf: ended.status.description.utf8)
            bytes.append("\"")
        case .phaseBegan(let began):
            guard began.due == nil else { return false }
            begin(event, "phaseBegan", to: &bytes)
            bytes.append(#","phase":""#)
            bytes.append(contentsOf: began.phase.description.utf8)
            bytes.append("\"")
        default:
            return false
        }
        bytes.append(#","t":"#)
        bytes.append(decimal: event.time.nanoseconds)
        bytes.append("}")
        return true
    }

    /// Adds the fields up to the number.
    private static func begin(_ event: Event, attempt: Int? = nil, _ name: StaticString, to bytes: inout [UInt8]) {
        bytes.append("{")
        if event.node != 0 {
            bytes.append(#""at":"#)
            bytes.append(decimal: event.node)
            bytes.append(",")
        }
        if let attempt {
            bytes.append(#""attempt":"#)
            bytes.append(decimal: attempt)
            bytes.append(",")
        }
        if event.source != .engine {
            bytes.append(#""by":""#)
            bytes.append(contentsOf: event.source.storedName.utf8)
            bytes.append(#"","#)
        }
        bytes.append(#""is":""#)
        bytes.append(name)
        bytes.append(#"","n":"#)
        bytes.append(decimal: event.number)
    }

    /// Reads an event, if it is of a frequent kind; otherwise the cursor may stand anywhere.
    @inline(__always)
    static func frequent(_ cursor: inout LineCursor) -> Event? {
        guard cursor.skip("{") else { return nil }
        guard let node = cursor.integer(after: #""at":"#, else: 0), let attempt = cursor.integer(after: #""attempt":"#, else: 0) else { return nil }
        var source = Event.Source.engine
        if cursor.skip(#""by":""#) {
            guard let named = Event.Source(storedName: cursor.word()), cursor.skip(#"","#) else { return nil }
            source = named
        }
        guard cursor.skip(#""is":""#), let name = name(&cursor), let number = cursor.integer(), let kind = kind(name, attempt: attempt, &cursor),
            cursor.skip(#","t":"#), let time = cursor.integer(), cursor.skip("}")
        else { return nil }
        return Event(number: number, time: Timestamp(nanoseconds: Int64(time)), node: node, source: source, kind: kind)
    }

    /// The kinds that are frequent.
    private enum Name {
        case attemptBegan, attemptEnded, began, ended, phaseBegan
    }

    /// Reads the name of a kind and goes on to the number behind it: the most frequent first.
    private static func name(_ cursor: inout LineCursor) -> Name? {
        if cursor.skip(#"attemptBegan","n":"#) { return .attemptBegan }
        if cursor.skip(#"attemptEnded","n":"#) { return .attemptEnded }
        if cursor.skip(#"ended","n":"#) { return .ended }
        if cursor.skip(#"began","n":"#) { return .began }
        return cursor.skip(#"phaseBegan","n":"#) ? .phaseBegan : nil
    }

    private static func kind(_ name: Name, attempt: Int, _ cursor: inout LineCursor) -> Event.Kind? {
        switch name {
        case .attemptBegan: return attempt > 0 ? .attemptBegan(.init(attempt: attempt)) : nil
        case .attemptEnded:
            guard attempt > 0, cursor.skip(#","response":{"json":"#), let response = response(&cursor), cursor.skip("}"),
                let status = status(&cursor)
            else { return nil }
            return .attemptEnded(.init(attempt: attempt, outcome: .success(response), status: status))
        case .ended:
            guard attempt == 0, let status = status(&cursor) else { return nil }
            return .ended(.init(status))
        case .began: return attempt == 0 ? .began : nil
        case .phaseBegan:
            guard attempt == 0, cursor.skip(#","phase":""#), let phase = Phase(cursor.word()), cursor.skip("\"") else { return nil }
            return .phaseBegan(.init(phase))
        }
    }

    /// Reads a response; that of an action which has nothing to say is the same for all of them.
    private static func response(_ cursor: inout LineCursor) -> Payload? {
        cursor.skip("{}") ? .empty : cursor.plainValue().map(Payload.whole)
    }

    private static func status(_ cursor: inout LineCursor) -> NodeStatus? {
        guard cursor.skip(#","status":""#) else { return nil }
        if cursor.skip(#"completed""#) { return .completed }
        guard let status = NodeStatus(cursor.word()), cursor.skip("\"") else { return nil }
        return status
    }
}

extension LineCursor {
    /// Reads a number and a comma behind a text, if that stands here; `nil` when they are not as they should be.
    @inline(__always)
    fileprivate mutating func integer(after name: StaticString, else other: Int) -> Int? {
        guard skip(name) else { return other }
        guard let value = integer(), skip(",") else { return nil }
        return value
    }
}
