extension Plan {
    /// The plan with the numbers of the walk written into its nodes, as submit stores it (S40).
    ///
    /// - Complexity: O(*n*).
    package func numbered() -> Plan {
        var plan = self
        var next = 0
        plan.takeNumbers(from: &next)
        return plan
    }

    /// The plan as its author wrote it: without what submit writes into it.
    ///
    /// Two plans that say the same have equal definitions, also when one of them comes out of a store. Submit writes numbers, versions of plugins, and the
    /// effects for which the plugins were asked; effects that the author chose remain.
    ///
    /// - Complexity: O(*n*).
    public var definition: Plan {
        var plan = self
        plan.number = nil
        plan.checks.changeEach { $0.dropSubmitted() }
        plan.deferred.changeEach { $0.dropSubmitted() }
        plan.blocks.changeEach { block in
            block.number = nil
            block.checks.changeEach { $0.dropSubmitted() }
            block.deferred.changeEach { $0.dropSubmitted() }
            block.sequences.changeEach { sequence in
                sequence.number = nil
                sequence.checks.changeEach { $0.dropSubmitted() }
                sequence.actions.changeEach { $0.dropSubmitted() }
            }
        }
        return plan
    }

    /// Changes every action and every check in place.
    ///
    /// - Complexity: O(*n*).
    mutating func changeEachAction(_ change: (inout Node.Action) -> Void) {
        checks.changeEach { $0.checks.changeEach(change) }
        deferred.changeEach { $0.actions.changeEach(change) }
        blocks.changeEach { block in
            block.checks.changeEach { $0.checks.changeEach(change) }
            block.deferred.changeEach { $0.actions.changeEach(change) }
            block.sequences.changeEach { sequence in
                sequence.checks.changeEach { $0.checks.changeEach(change) }
                sequence.actions.changeEach(change)
            }
        }
    }

    private mutating func takeNumbers(from next: inout Int) {
        number = Node.take(&next)
        for child in AnyNode.plan(self).children {
            switch child {
            case .checks(let index): checks[index].takeNumbers(from: &next)
            case .block(let index): blocks[index].takeNumbers(from: &next)
            case .batch(let index): deferred[index].takeNumbers(from: &next)
            case .sequence, .action: break
            }
        }
    }
}

extension Node {
    fileprivate static func take(_ next: inout Int) -> Int {
        defer { next += 1 }
        return next
    }
}

extension Node.Block {
    fileprivate mutating func takeNumbers(from next: inout Int) {
        number = Node.take(&next)
        for child in AnyNode.block(self).children {
            switch child {
            case .checks(let index): checks[index].takeNumbers(from: &next)
            case .sequence(let index): sequences[index].takeNumbers(from: &next)
            case .batch(let index): deferred[index].takeNumbers(from: &next)
            case .block, .action: break
            }
        }
    }
}

extension Node.Sequence {
    fileprivate mutating func takeNumbers(from next: inout Int) {
        number = Node.take(&next)
        for child in AnyNode.sequence(self).children {
            switch child {
            case .checks(let index): checks[index].takeNumbers(from: &next)
            case .action(let index): actions[index].number = Node.take(&next)
            case .block, .sequence, .batch: break
            }
        }
    }
}

extension Node.Checks {
    fileprivate mutating func takeNumbers(from next: inout Int) {
        number = Node.take(&next)
        checks.changeEach { $0.number = Node.take(&next) }
    }

    fileprivate mutating func dropSubmitted() {
        number = nil
        checks.changeEach { $0.dropSubmitted() }
    }
}

extension Node.Batch {
    fileprivate mutating func takeNumbers(from next: inout Int) {
        number = Node.take(&next)
        actions.changeEach { $0.number = Node.take(&next) }
    }

    fileprivate mutating func dropSubmitted() {
        number = nil
        actions.changeEach { $0.dropSubmitted() }
    }
}

extension Node.Action {
    fileprivate mutating func dropSubmitted() {
        number = nil
        pluginVersion = nil
        if hasPluginsEffect {
            effect = nil
            hasPluginsEffect = false
        }
    }
}

extension Array {
    /// Changes every element in place.
    mutating func changeEach(_ change: (inout Element) throws -> Void) rethrows {
        for index in indices { try change(&self[index]) }
    }
}
