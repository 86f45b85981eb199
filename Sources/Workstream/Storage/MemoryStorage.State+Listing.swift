/// Listings of runs, a page at a time.
extension MemoryStorage.State {
    func heads(matching query: RunQuery, after cursor: Cursor?, limit: Int, at now: Timestamp) throws(StorageError) -> Page<RunHead> {
        try checkReadable()
        var index = places.endIndex
        if let cursor { index = self.index(of: try place(at: cursor)) }
        var page = Page<RunHead>([])
        let limit = max(1, limit)
        while index > 0 {
            index -= 1
            guard let head = records[places[index].run]?.head(at: now), query.matches(head) else { continue }
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

    private func place(at cursor: Cursor) throws(StorageError) -> Place {
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
