extension Array {
    /// Removes all elements and keeps the room.
    ///
    /// `removeAll(keepingCapacity:)` says the same, and takes several times as long for the few elements that these arrays have.
    mutating func empty() {
        while !isEmpty { removeLast() }
    }
}
