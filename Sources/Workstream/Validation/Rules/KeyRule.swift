/// A key names one node of the plan to programs; the plan's own key names what it works on.
struct KeyRule: PlanRule {
    /// The first node of each key.
    private var owners: [String: Node.Visit] = [:]

    mutating func look(at visit: Node.Visit, _ findings: inout Findings) {
        guard let key = visit.node.key else { return }
        if key.isEmpty {
            findings.report(
                .keyEmpty, at: visit, "\(visit.title) has an empty key.", "No program and no binding could name it.",
                "Give it a key, or leave the key out.")
            return
        }
        if key.hasControlCharacter {
            findings.report(
                .keyHasControlCharacter, at: visit, "\(visit.title) has a line break or another control character in its key.",
                "Programs and people would have to write it.", "Take the character out of the key.")
        }
        if let owner = owners[key] {
            findings.report(
                .keyNotUnique, at: visit, "\(visit.title) has the key \(key.quoted), which \("\(owner.path)".quoted) has as well.",
                "Neither a program nor a binding could tell which of them is meant.", "Give one of them another key.")
        } else {
            owners[key] = visit
        }
    }
}
