/// The calls of a run that are under way or about to be made, by node.
///
/// They stand side by side, a few for each place that the plan's concurrency gives, so that looking at all of them is cheap: their limits need no timers of
/// their own, which mostly would be set for nothing.
struct CallTable: Sendable {
    /// Used again and again; one that stands for no call has no limit and no worker.
    private var slots: [CallSlot] = []
    private var free: [Int32] = []
    /// By node number: where its call stands; −1: it has none.
    private var places: [Int32]

    /// No calls.
    ///
    /// - Parameter nodes: How many nodes the plan has.
    init(nodes: Int) {
        places = Array(repeating: -1, count: nodes)
    }

    /// Whether there is no call.
    var isEmpty: Bool { slots.count == free.count }

    /// The calls, in the order in which they were decided.
    var all: [CallSlot] {
        slots.indices.filter { places[slots[$0].name.node] == $0 }.map { slots[$0] }.sorted { $0.name.serial < $1.name.serial }
    }

    /// The call of a node.
    subscript(node: Int) -> CallSlot? {
        places[node] < 0 ? nil : slots[Int(places[node])]
    }

    /// The call of that name; nil where it is over, or another one of its node is under way.
    subscript(name: CallSlot.Name) -> CallSlot? { contains(name) ? self[name.node] : nil }

    /// Whether the call of that name is not over.
    func contains(_ name: CallSlot.Name) -> Bool { self.name(of: name.node) == name }

    /// The name of the call of a node; nil where it has none.
    func name(of node: Int) -> CallSlot.Name? { places[node] < 0 ? nil : slots[Int(places[node])].name }

    /// Whether the call of a node was to be cancelled.
    func isCancelled(_ node: Int) -> Bool { places[node] >= 0 && slots[Int(places[node])].isCancelled }

    /// When something happens by itself to the first call to which it does; nil: to none.
    ///
    /// - Complexity: O(calls).
    var nextLimit: Timestamp? {
        var first: Timestamp?
        for slot in slots { if let time = slot.limit?.time, time < first ?? Timestamp(nanoseconds: .max) { first = time } }
        return first
    }

    /// The calls to which something happens by itself up to a moment, the first one first.
    ///
    /// - Complexity: O(calls).
    func due(at now: Timestamp) -> [CallSlot] {
        let due = slots.filter { slot in (slot.limit?.time).map { $0 <= now } ?? false }
        guard due.count > 1 else { return due }
        return due.sorted { ($0.limit?.time ?? now, $0.name.serial) < ($1.limit?.time ?? now, $1.name.serial) }
    }

    /// Reserves a place for a call, or gives the place of an earlier one of its node to it.
    mutating func insert(_ name: CallSlot.Name) {
        let node = name.node
        if places[node] < 0 {
            guard let last = free.popLast() else {
                places[node] = Int32(slots.count)
                return slots.append(CallSlot(name))
            }
            places[node] = last
        }
        slots[Int(places[node])].renew(as: name)
    }

    /// The call of a node begins.
    mutating func begin(_ node: Int, by worker: Worker, at now: Timestamp, until limit: (time: Timestamp, reason: Event.CutReason)?) {
        slots[Int(places[node])].begin(by: worker, at: now, until: limit)
    }

    /// Changes what is known of the call of a node, where it has one.
    mutating func change(_ node: Int, _ change: (inout CallSlot) -> Void) {
        if places[node] >= 0 { change(&slots[Int(places[node])]) }
    }

    /// The call of a node is over.
    mutating func remove(_ node: Int) {
        guard places[node] >= 0 else { return }
        slots[Int(places[node])].end()
        free.append(places[node])
        places[node] = -1
    }
}
