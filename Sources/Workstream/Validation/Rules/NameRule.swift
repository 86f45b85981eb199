/// Every node has a name that can be shown on one line; a group of checks is called by its kind.
struct NameRule: PlanRule {
    func look(at visit: Node.Visit, _ findings: inout Findings) {
        guard visit.kind != .checks else { return }
        if visit.node.name.isEmpty {
            findings.report(
                .nameEmpty, at: visit, "\(Self.place(of: visit)) has no name.", "Nobody could tell it apart in reports and in the journal.",
                "Give it a name.")
        } else if visit.node.name.hasControlCharacter {
            findings.report(
                .nameHasControlCharacter, at: visit, "\(visit.title) has a line break or another control character in its name.",
                "Paths and lines of reports are made of names.", "Take the character out of the name.")
        }
    }

    /// Where a node without a name stands, such as `An action of the sequence "web-1"`.
    private static func place(of visit: Node.Visit) -> String {
        guard let parent = visit.parent else { return "The plan" }
        let container = "of the \(parent.title.dropFirst(4))"
        switch visit.kind {
        case .action: return "\(visit.isCheck ? "A check" : "An action") \(container)"
        case .batch: return "A deferred batch \(container)"
        default: return "A \(visit.kind) \(container)"
        }
    }
}

extension String {
    /// Whether a character is in the text that breaks a line or that a terminal obeys.
    var hasControlCharacter: Bool {
        // Nearly all names are plain.
        guard utf8.contains(where: { $0 < 0x20 || $0 >= 0x7F }) else { return false }
        return unicodeScalars.contains { scalar in
            guard !scalar.isASCII else { return scalar.value < 0x20 || scalar.value == 0x7F }
            return [.control, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory)
        }
    }
}
