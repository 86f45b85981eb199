extension Shape.Compiler {
    /// Nodes that follow each other, and what they hang on.
    struct Chain {
        private let parent: Int?
        private var last = -1
        /// The first one; −1: there is none.
        private(set) var first = -1

        /// An empty chain: of the children of a body, group or batch, or, without one, of groups or batches, which hang on the scope of what they stand in.
        init(of parent: Int? = nil) {
            self.parent = parent
        }

        /// Adds a node at the end.
        mutating func append(_ number: Int, in entries: inout [Shape.Entry]) {
            if first < 0 { first = number } else { entries[last].next = Int32(number) }
            last = number
            guard let parent else { return }
            entries[parent].first = Int32(first)
            entries[parent].count += 1
        }
    }
}
