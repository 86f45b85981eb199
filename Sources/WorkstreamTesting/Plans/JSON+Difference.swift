import Workstream

extension JSON {
    /// A place where two values differ.
    struct Difference {
        /// Where: in the new value, or in the former one where nothing is left.
        let place: Path
        /// What was there; `nil`: nothing.
        let old: JSON?
        /// What is there; `nil`: nothing.
        let new: JSON?
    }

    /// The places where this value differs from a former one, as deep as both have objects and lists there.
    ///
    /// Members are compared by name, in the order of their names. Of lists, what is equal at both ends is passed over; the elements between are compared in
    /// order.
    ///
    /// - Complexity: O(*n* log *n*) in the size of the values.
    func differences(from old: JSON) -> [Difference] {
        var found: [Difference] = []
        Self.collect(old, self, at: .root, into: &found)
        return found
    }

    private static func collect(_ old: JSON, _ new: JSON, at place: Path, into found: inout [Difference]) {
        guard old != new else { return }
        switch (old, new) {
        case (.object(let oldMembers), .object(let newMembers)):
            let count = found.count
            for key in Set(oldMembers.keys).union(newMembers.keys).sorted() {
                switch (oldMembers[key], newMembers[key]) {
                case (let old?, let new?): collect(old, new, at: place.appending(key), into: &found)
                case (let old, let new): found.append(Difference(place: place.appending(key), old: old, new: new))
                }
            }
            // Names that Swift takes for equal can have other bytes, and then no member tells the difference.
            if found.count == count { found.append(Difference(place: place, old: old, new: new)) }
        case (.array(let old), .array(let new)): collect(old, new, at: place, into: &found)
        default: found.append(Difference(place: place, old: old, new: new))
        }
    }

    private static func collect(_ old: [JSON], _ new: [JSON], at place: Path, into found: inout [Difference]) {
        let start = zip(old, new).prefix { $0 == $1 }.count
        let end = zip(old[start...].reversed(), new[start...].reversed()).prefix { $0 == $1 }.count
        let (oldEnd, newEnd) = (old.count - end, new.count - end)
        for index in start..<max(oldEnd, newEnd) {
            switch (index < oldEnd, index < newEnd) {
            case (true, true): collect(old[index], new[index], at: place.appending(index), into: &found)
            case (true, false): found.append(Difference(place: place.appending(index), old: old[index], new: nil))
            case (false, _): found.append(Difference(place: place.appending(index), old: nil, new: new[index]))
            }
        }
    }
}
