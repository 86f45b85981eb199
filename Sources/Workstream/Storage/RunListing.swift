/// The order in which a storage lists its runs: by submission, and by id where two were submitted at the same moment.
///
/// A cursor names the place of the last head that was given, so that runs may come, change and go between two pages.
struct RunListing: Sendable {
    private struct Place: Sendable, Comparable {
        var submitted: Timestamp
        var run: RunID

        static func < (left: Place, right: Place) -> Bool {
            left.submitted == right.submitted ? left.run < right.run : left.submitted < right.submitted
        }
    }

    private var places: [Place] = []

    /// A list of runs, each with the moment when it was submitted.
    ///
    /// - Complexity: O(n log n).
    init(_ runs: [RunID: Timestamp] = [:]) {
        places = runs.map { Place(submitted: $0.value, run: $0.key) }.sorted()
    }

    /// Adds a run.
    ///
    /// - Complexity: O(1) for one that was submitted last, which nearly all are.
    mutating func insert(_ run: RunID, submitted: Timestamp) {
        let place = Place(submitted: submitted, run: run)
        if let last = places.last, place < last {
            places.insert(place, at: index(of: place))
        } else {
            places.append(place)
        }
    }

    /// Takes a run out.
    mutating func remove(_ run: RunID, submitted: Timestamp) {
        let place = Place(submitted: submitted, run: run)
        let index = index(of: place)
        if index < places.endIndex, places[index] == place { places.remove(at: index) }
    }

    /// A page of heads, the newest submission first.
    ///
    /// - Parameter head: The head of a run; `nil` where it is gone.
    /// - Throws: `StorageError` with code `.malformed` for a cursor that no page gave.
    func page(
        matching query: RunQuery, after cursor: Cursor?, limit: Int, of head: (RunID) -> RunHead?
    ) throws(StorageError) -> Page<RunHead> {
        if let ids = query.ids {
            // Mostly few, which are looked up sooner than all are looked through.
            var rest = query
            rest.ids = nil
            return try Self.listing(of: ids, head).page(matching: rest, after: cursor, limit: limit, of: head)
        }
        var index = places.endIndex
        if let cursor { index = self.index(of: try Self.place(at: cursor)) }
        var page = Page<RunHead>([])
        let limit = max(1, limit)
        while index > 0 {
            index -= 1
            let run = places[index].run
            guard let head = head(run), query.matches(head) else { continue }
            if page.items.count == limit {
                // There is more: the page ended with the last head that was taken.
                let last = page.items[limit - 1]
                page.next = Cursor(rawValue: "\(last.submitted.nanoseconds)/\(last.id)")
                return page
            }
            page.items.append(head)
        }
        return page
    }

    private static func listing(of ids: Set<RunID>, _ head: (RunID) -> RunHead?) -> RunListing {
        var runs: [RunID: Timestamp] = [:]
        for run in ids { runs[run] = head(run)?.submitted }
        return RunListing(runs)
    }

    private static func place(at cursor: Cursor) throws(StorageError) -> Place {
        let parts = cursor.rawValue.split(separator: "/")
        guard parts.count == 2, let nanoseconds = Int64(parts[0]), let run = RunID(String(parts[1])) else {
            throw .malformed("The cursor \"\(cursor.rawValue)\" was not made by this storage.")
        }
        return Place(submitted: Timestamp(nanoseconds: nanoseconds), run: run)
    }

    /// The first index whose place is not before the given one; the place itself may have been deleted meanwhile.
    private func index(of place: Place) -> Int {
        var low = 0
        var high = places.count
        while low < high {
            let middle = (low + high) / 2
            if places[middle] < place { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
