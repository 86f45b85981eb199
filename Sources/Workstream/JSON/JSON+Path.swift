extension JSON {
    /// The value at a path; `nil` where the path leads nowhere.
    public subscript(_ path: Path) -> JSON? {
        var value = self
        for component in path.components {
            let next: JSON? =
                switch component {
                case .key(let key): value[key]
                case .index(let index): value[index]
                }
            guard let next else { return nil }
            value = next
        }
        return value
    }

    /// Puts a value at a path.
    ///
    /// Missing objects on the way are made, in place of `null` too; a list grows only by the element after its last.
    ///
    /// - Throws: ``PathFault`` where the way leads through a value of another kind, or past the end of a list.
    public mutating func set(_ value: JSON, at path: Path) throws(PathFault) {
        try set(value, path, depth: 0)
    }

    private mutating func set(_ value: JSON, _ path: Path, depth: Int) throws(PathFault) {
        guard depth < path.components.count else {
            self = value
            return
        }
        switch (path.components[depth], self) {
        case (.key(let key), .object(var members)):
            // The value is taken out while it changes, so that it is not copied.
            var member = members.removeValue(forKey: key) ?? .null
            try member.set(value, path, depth: depth + 1)
            members[key] = member
            self = .object(members)
        case (.key(let key), .null):
            var member = JSON.null
            try member.set(value, path, depth: depth + 1)
            self = .object([key: member])
        case (.index(let index), .array(var elements)):
            guard (0...elements.count).contains(index) else { throw PathFault(path, depth, found: "only \(elements.count) elements") }
            if index == elements.count { elements.append(.null) }
            try elements[index].set(value, path, depth: depth + 1)
            self = .array(elements)
        case (_, let found): throw PathFault(path, depth, found: found.phrase)
        }
    }

    /// A path that cannot be followed to set a value.
    public struct PathFault: Error, Sendable, Hashable, CustomStringConvertible {
        /// The path that was to be followed.
        public let path: Path
        /// The part of it that could be.
        public let reached: Path
        /// What happened, why it matters, what to do.
        public let description: String

        init(_ path: Path, _ depth: Int, found: String) {
            self.path = path
            reached = Path(Array(path.components[..<depth]))
            description =
                "Nothing can be set at \(path): there is \(found) at \(reached). A value is set in objects and lists only, a list growing one by one. "
                + "Use a path that the value has."
        }
    }
}
