/// A queue whose elements leave in the order in which they came, each in constant time.
struct FIFO<Element> {
    private var elements: [Element?] = []
    private var head = 0

    /// Whether nothing waits.
    var isEmpty: Bool { head == elements.count }

    /// How many elements wait.
    var count: Int { elements.count - head }

    /// The element that leaves next.
    var first: Element? { head < elements.count ? elements[head] : nil }

    /// Adds an element at the end.
    mutating func append(_ element: Element) {
        elements.append(element)
    }

    /// Takes out the first element.
    mutating func popFirst() -> Element? {
        guard head < elements.count else { return nil }
        let element = elements[head].take()
        head += 1
        if head == elements.count {
            elements.removeAll(keepingCapacity: head <= 1_024)
            head = 0
        } else if head >= 32, head * 2 >= elements.count {
            // Moving at most as many as have left since the last time keeps the average constant.
            elements.removeFirst(head)
            head = 0
        }
        return element
    }
}

extension FIFO: Sendable where Element: Sendable {}
