/// A list that gives up its last elements by moving them out, which an array cannot without copying each first.
///
/// Whoever makes one calls ``free()`` when done.
struct MovingStack<Element> {
    private(set) var count = 0
    private var capacity = 64
    private var start: UnsafeMutablePointer<Element>

    /// Makes an empty list.
    init() { start = .allocate(capacity: capacity) }

    /// Gives back the memory, with whatever is still in the list.
    func free() {
        start.deinitialize(count: count)
        start.deallocate()
    }

    /// Adds an element at the end.
    @inline(__always)
    mutating func append(_ element: Element) {
        if count == capacity { grow() }
        (start + count).initialize(to: element)
        count += 1
    }

    /// The element at a position, which must be below the count.
    subscript(_ index: Int) -> Element { start[index] }

    /// Takes everything from a position on out of the list; the closure must move or destroy it all.
    @inline(__always)
    mutating func take(from first: Int, _ body: (UnsafeMutablePointer<Element>, _ count: Int) -> Void) {
        body(start + first, count - first)
        count = first
    }

    private mutating func grow() {
        let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
        larger.moveInitialize(from: start, count: count)
        start.deallocate()
        start = larger
        capacity *= 2
    }
}
