/// How many letters have to be changed, added, dropped or swapped with their neighbours to make one text of another.
///
/// The optimal string alignment distance, as described by Boytsov, "Indexing methods for approximate dictionary searching", 2011.
enum EditDistance {
    /// The distance; `nil` when it is greater than the limit.
    ///
    /// - Complexity: O(*n* · limit): only the band of the table is filled in that can lead to so small a distance.
    static func between(_ left: [UInt8], _ right: [UInt8], atMost limit: Int) -> Int? {
        guard abs(left.count - right.count) <= limit else { return nil }
        let far = limit + 1
        var beforeLast = [Int](repeating: far, count: right.count + 1)
        var last = (0...right.count).map { min($0, far) }
        var row = [Int](repeating: far, count: right.count + 1)
        for place in 1..<(left.count + 1) {
            let band = max(1, place - limit)..<(min(right.count, place + limit) + 1)
            row[band.lowerBound - 1] = band.lowerBound == 1 ? min(place, far) : far
            var smallest = row[band.lowerBound - 1]
            for other in band {
                let isSame = left[place - 1] == right[other - 1]
                var distance = min(last[other - 1] + (isSame ? 0 : 1), last[other] + 1, row[other - 1] + 1, far)
                if place > 1, other > 1, left[place - 1] == right[other - 2], left[place - 2] == right[other - 1] {
                    distance = min(distance, beforeLast[other - 2] + 1)
                }
                row[other] = distance
                smallest = min(smallest, distance)
            }
            if band.upperBound <= right.count { row[band.upperBound] = far }
            guard smallest <= limit else { return nil }
            (beforeLast, last, row) = (last, row, beforeLast)
        }
        return last[right.count] <= limit ? last[right.count] : nil
    }
}
