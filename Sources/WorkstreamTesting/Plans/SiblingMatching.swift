import Workstream

/// Says which node of a list is which one of the former list.
///
/// Equal nodes at both ends of the lists are passed over. Of the others those belong together that have the same key; then those of the same name, the equal
/// ones first where several have it; then those that say the same under another name; and at last those that stand alone between the same neighbours and
/// resemble each other.
struct SiblingMatching<Child: ComparedNode> {
    /// Two nodes that are the same one, by their places.
    struct Pair: Equatable {
        let old: Int
        let new: Int
    }

    /// More moves than these are told as one, where they are also more than a quarter of the nodes.
    private static var clearMoves: Int { 8 }

    private let old: [Child]
    private let new: [Child]
    private var formers: [Int?]
    private var isTaken: [Bool]
    private var moved: Set<Int> = []

    /// The nodes that are the same, in the new order.
    private(set) var pairs: [Pair] = []
    /// The places of the nodes that are gone.
    private(set) var removed: [Int] = []
    /// Whether so many nodes have changed places that no single move is clear.
    private(set) var isReordered = false

    /// Matches two lists.
    ///
    /// - Complexity: O(*n* log *n*) in the number of nodes, and O(*m*) in the size of those of which several have one name.
    init(_ old: [Child], _ new: [Child]) {
        self.old = old
        self.new = new
        formers = Array(repeating: nil, count: new.count)
        isTaken = Array(repeating: false, count: old.count)
        matchEnds()
        matchKeys()
        matchNames()
        matchContents()
        matchNeighbours()
        pairs = formers.enumerated().compactMap { index, former in former.map { Pair(old: $0, new: index) } }
        removed = old.indices.filter { !isTaken[$0] }
        findMoves()
    }

    /// The place that a node had; `nil` where it is new.
    func former(of index: Int) -> Int? { formers[index] }

    /// Whether a node has changed places among its siblings.
    func isMoved(_ index: Int) -> Bool { moved.contains(index) }

    private mutating func match(_ former: Int, _ index: Int) {
        formers[index] = former
        isTaken[former] = true
    }

    private mutating func matchEnds() {
        var start = 0
        while start < min(old.count, new.count), old[start] == new[start] {
            match(start, start)
            start += 1
        }
        var end = 0
        while end < min(old.count, new.count) - start, old[old.count - 1 - end] == new[new.count - 1 - end] {
            end += 1
            match(old.count - end, new.count - end)
        }
    }

    private mutating func matchKeys() {
        match(by: { $0.key })
    }

    private mutating func matchNames() {
        // Where several have one name, the equal ones come first; what they say is looked at only then.
        var counts: [String: Int] = [:]
        for index in old.indices where !isTaken[index] { counts[old[index].name, default: 0] += 1 }
        for index in new.indices where formers[index] == nil { counts[new[index].name, default: 0] += 1 }
        match { child in counts[child.name, default: 0] > 2 ? Self.hash(child, withName: true) : nil }
        match(by: { $0.name })
    }

    private mutating func matchContents() {
        match { Self.hash($0, withName: false) }
    }

    /// Matches, in order, those of the remaining nodes for which a closure gives the same.
    private mutating func match<Trait: Hashable>(by trait: (Child) -> Trait?) {
        var waiting: [Trait: [Int]] = [:]
        // Backwards, so that the first one is taken first.
        for index in old.indices.reversed() where !isTaken[index] {
            if let trait = trait(old[index]) { waiting[trait, default: []].append(index) }
        }
        guard !waiting.isEmpty else { return }
        for index in new.indices where formers[index] == nil {
            if let trait = trait(new[index]), let former = waiting[trait]?.popLast() { match(former, index) }
        }
    }

    private mutating func matchNeighbours() {
        var gaps: [Int?: [Int]] = [:]
        var neighbour: Int?
        for index in old.indices {
            if isTaken[index] { neighbour = index } else { gaps[neighbour, default: []].append(index) }
        }
        guard !gaps.isEmpty else { return }
        var places: [Int] = []
        var last: Int?
        for index in new.indices {
            if let former = formers[index] {
                matchGap(gaps[last] ?? [], places)
                (last, places) = (former, [])
            } else {
                places.append(index)
            }
        }
        matchGap(gaps[last] ?? [], places)
    }

    private mutating func matchGap(_ formerPlaces: [Int], _ places: [Int]) {
        guard formerPlaces.count == places.count else { return }
        for (former, index) in zip(formerPlaces, places) where new[index].resembles(old[former]) { match(former, index) }
    }

    private mutating func findMoves() {
        let kept = Self.longestRise(pairs.map(\.old))
        let count = pairs.count - kept.count
        guard count > 0 else { return }
        moved = Set(pairs.indices.filter { !kept.contains($0) }.map { pairs[$0].new })
        isReordered = count > Self.clearMoves && count * 4 > pairs.count
    }

    private static func hash(_ child: Child, withName: Bool) -> Int {
        var hasher = Hasher()
        if withName { hasher.combine(child.name) }
        child.hashContent(into: &hasher)
        return hasher.finalize()
    }

    /// The positions of a longest part of some numbers that rises (Fredman, "On computing the length of longest increasing subsequences", 1975).
    private static func longestRise(_ numbers: [Int]) -> Set<Int> {
        // The positions of the smallest numbers with which a rise of each length can end, and what stands before each position in its rise.
        var ends: [Int] = []
        var previous: [Int] = []
        previous.reserveCapacity(numbers.count)
        for (position, number) in numbers.enumerated() {
            var (low, high) = (0, ends.count)
            while low < high {
                let middle = (low + high) / 2
                if numbers[ends[middle]] < number { low = middle + 1 } else { high = middle }
            }
            previous.append(low > 0 ? ends[low - 1] : -1)
            if low == ends.count { ends.append(position) } else { ends[low] = position }
        }
        var rise: Set<Int> = []
        var position = ends.last ?? -1
        while position >= 0 {
            rise.insert(position)
            position = previous[position]
        }
        return rise
    }
}
