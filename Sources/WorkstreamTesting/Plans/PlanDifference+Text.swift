import Workstream

extension PlanDifference: CustomStringConvertible {
    /// How many changes are printed.
    static let printedChanges = 100

    /// One line a change, a hundred at most; long values are clipped around what differs.
    ///
    /// `+` stands before what is new, `-` before what is gone, `>` before what stands elsewhere.
    public var description: String {
        guard !isEmpty else { return "no difference" }
        let lines = changes.prefix(Self.printedChanges).map(\.description)
        let others = changes.count - lines.count
        let title = "\(changes.count) \(changes.count == 1 ? "difference" : "differences"):"
        return ([title] + lines + (others > 0 ? ["  … and \(others) more"] : [])).joined(separator: "\n")
    }
}

extension PlanDifference.Change: CustomStringConvertible {
    /// The change as a line, such as `  Fleet (block) concurrency: 1 → 5`.
    public var description: String {
        switch kind {
        case .added(let node): "+ \(subject(node))"
        case .removed(let node): "- \(subject(node))"
        case .moved(let move): "> \(place) moved: \(move)"
        case .changed(let change): "  \(place) \(change)"
        }
    }

    /// The path with the kind of node that stands there.
    private var place: String { node == .plan ? "plan" : "\(path) (\(word))" }

    /// What the node is called: "check" where it is an action in a group.
    private var word: String { isCheck ? "check" : "\(node)" }

    /// The node with what stands in it, in short.
    private func subject(_ node: AnyNode) -> String {
        let content: String? =
            switch node {
            case .plan: nil
            case .block(let block): Self.counted(block.sequences.count, "sequence")
            case .sequence(let sequence): Self.counted(sequence.actions.count, "action")
            case .batch(let batch): Self.counted(batch.actions.count, "action")
            case .checks(let group): Self.counted(group.checks.count, "check")
            case .action: nil
            }
        if let content { return "\(path) (\(word) of \(content))" }
        guard case .action(let action) = node else { return place }
        return "\(place): \(action.plugin) \(ClippedTexts.clipped(action.request.text(.canonical)))"
    }

    private static func counted(_ number: Int, _ word: String) -> String {
        "\(number) \(word)\(number == 1 ? "" : "s")"
    }
}

extension PlanDifference.Move: CustomStringConvertible {
    /// Where the node was, and where it is, from 1.
    public var description: String {
        if let positions { "from place \(positions.old + 1) to place \(positions.new + 1)" } else { "from \(from)" }
    }
}

extension PlanDifference.FieldChange: CustomStringConvertible {
    /// The field, with both values.
    public var description: String {
        let name = place == .root ? field : "\(field) at \(place)"
        switch (old, new) {
        case (let old?, let new?):
            let texts = ClippedTexts(old.text(.canonical), new.text(.canonical))
            return "\(name): \(texts.old) → \(texts.new)"
        case (nil, let new?): return "\(name): none → \(ClippedTexts.clipped(new.text(.canonical)))"
        case (let old?, nil): return "\(name): \(ClippedTexts.clipped(old.text(.canonical))) → none"
        case (nil, nil): return name
        }
    }
}
