extension AnyNode {
    /// The last components of the paths of the children: their names, made unique.
    ///
    /// The first child of a name keeps it; the next ones are called `name#2`, `name#3` and so on, in the order of the walk. A name that some sibling really
    /// has is never given to another, so with siblings `a`, `a`, `a#2` the second is called `a#3`.
    ///
    /// - Complexity: O(*n*) in the number of children.
    package func components(of children: [Node.Child]) -> [String] {
        Node.unique(children.map { name(of: $0) })
    }

    /// The name of a child, without a copy of the child.
    private func name(of child: Node.Child) -> String {
        switch (self, child) {
        case (.sequence(let sequence), .action(let index)): sequence.actions[index].name
        case (.block(let block), .sequence(let index)): block.sequences[index].name
        default: self[child].name
        }
    }
}

extension Node {
    /// Makes the names of siblings unique; see `AnyNode.components(of:)`.
    static func unique(_ names: [String]) -> [String] {
        guard !areDistinct(names) else { return names }
        var taken = Set(names)
        var seen: [String: Int] = [:]
        return names.map { name in
            guard var last = seen[name] else {
                seen[name] = 1
                return name
            }
            last += 1
            while !taken.insert("\(name)#\(last)").inserted { last += 1 }
            seen[name] = last
            return "\(name)#\(last)"
        }
    }

    private static func areDistinct(_ names: [String]) -> Bool {
        // Most nodes have few children: comparing each with each is then much cheaper than hashing.
        guard names.count <= 8 else { return Set(names).count == names.count }
        for (index, name) in names.enumerated() where names[..<index].contains(name) { return false }
        return true
    }
}
