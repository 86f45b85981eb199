/// Every plugin is registered, and stands where its role allows: checks look, actions change (S30).
struct PluginRule: PlanRule {
    private let registry: PluginRegistry
    private let names: [String]
    /// What was suggested for the names that are not registered; one misspelt name may stand in every action.
    private var suggested: [String: String] = [:]

    init(_ registry: PluginRegistry) {
        self.registry = registry
        self.names = registry.names
    }

    mutating func look(at visit: Node.Visit, _ findings: inout Findings) {
        guard let action = visit.action else { return }
        guard let plugin = registry[action.plugin] else {
            let problem =
                "\(visit.title) asks for the plugin \(action.plugin.quoted), which is not registered.\(suggestion(for: action.plugin, &findings))"
            let remedy = names.isEmpty ? "Register it: no plugin is." : "Register it, or use one that is: \(list)."
            findings.report(.pluginUnknown, at: visit, problem, "Nobody could do the work.", remedy)
            return
        }
        switch plugin.role {
        case .looking where !visit.isCheck:
            findings.report(
                .checkAmongActions, at: visit, "\(visit.title) asks for the plugin \(action.plugin.quoted), which only looks.",
                "Checks look, actions change: a check is repeated at will, and the record says so.", "Move it to a group of checks.")
        case .changing where visit.isCheck:
            findings.report(
                .actionAmongChecks, at: visit, "\(visit.title) asks for the plugin \(action.plugin.quoted), which changes things.",
                "Checks look, actions change: a check may run again at any time.", "Move it to a sequence, or ask a plugin that only looks.")
        case .looking, .changing: break
        }
        if action.retries > 0, !plugin.retryPolicy.isAllowed {
            findings.report(
                .retriesNotAllowed, at: visit, "\(visit.title) asks for \"\(action.retries)\" retries of the plugin \(action.plugin.quoted).",
                "Its retry policy is `.never`: it is not tried again.", "Leave the retries out, or use a plugin that may be tried again.")
        }
    }

    private var list: String {
        names.prefix(10).map(\.quoted).joined(separator: ", ") + (names.count > 10 ? ", …" : "")
    }

    private mutating func suggestion(for name: String, _ findings: inout Findings) -> String {
        if let known = suggested[name] { return known }
        let sentence = findings.suggestions.sentence(for: name, among: names)
        suggested[name] = sentence
        return sentence
    }
}
