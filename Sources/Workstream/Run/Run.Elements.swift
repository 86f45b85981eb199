extension Run {
    /// The children of one kind of a node, made when they are asked for, so that a large plan is not copied to look at one of its actions.
    public struct Elements<Element: RunElement>: RandomAccessCollection, Sendable {
        private let element: @Sendable (Int) -> Element

        /// Always 0.
        public var startIndex: Int { 0 }
        /// How many there are.
        public let endIndex: Int

        init(count: Int, _ element: @escaping @Sendable (Int) -> Element) {
            self.endIndex = count
            self.element = element
        }

        /// The child at a place.
        public subscript(position: Int) -> Element {
            precondition(indices.contains(position), "There is no element \(position): there are \(endIndex). Look at `count` first.")
            return element(position)
        }
    }
}
