/// What one value being encoded has written so far.
///
/// Finished values are kept as they are; nested containers and super encoders, which may still be written to, are put in place when the value is asked for.
final class EncodingNode {
    /// What a value turns out to be by what it asks of its encoder.
    enum Kind {
        /// Nothing was asked for yet.
        case undecided
        /// One value in its own place.
        case single
        /// A list.
        case array
        /// An object.
        case object
    }

    private enum Place {
        case key(String)
        case index(Int)
    }

    private(set) var kind = Kind.undecided
    /// The value of a single-value container.
    var single = JSON.null
    /// The elements of a list.
    var elements: [JSON] = []
    /// The members of an object.
    var members: [String: JSON] = [:]
    private var nested: [(place: Place, node: EncodingNode)] = []

    /// Decides what kind of container this is; `false` where it is another already.
    func become(_ kind: Kind) -> Bool {
        if self.kind == .undecided { self.kind = kind }
        return self.kind == kind
    }

    /// The node of a nested container in a member, the same one each time.
    func node(forKey key: String) -> EncodingNode {
        for (place, node) in nested {
            if case .key(key) = place { return node }
        }
        let node = EncodingNode()
        members[key] = .null
        nested.append((.key(key), node))
        return node
    }

    /// The node of a nested container at the end of the list.
    func nodeAtEnd() -> EncodingNode {
        let node = EncodingNode()
        nested.append((.index(elements.count), node))
        elements.append(.null)
        return node
    }

    /// The value; an empty object where nothing was written.
    func finish() -> JSON {
        for (place, node) in nested {
            switch place {
            case .key(let key): members[key] = node.finish()
            case .index(let index): elements[index] = node.finish()
            }
        }
        nested = []
        return switch kind {
        case .undecided: .object([:])
        case .single: single
        case .array: .array(elements)
        case .object: .object(members)
        }
    }
}
