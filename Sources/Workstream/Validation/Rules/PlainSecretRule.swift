/// No request has a secret in plain text, as far as the names of its fields tell: plans are stored, printed and compared.
struct PlainSecretRule: PlanRule {
    private static let endings = [
        "password", "passwd", "passphrase", "pwd", "secret", "token", "apikey", "accesskey", "secretkey", "privatekey", "signingkey", "credential",
        "credentials",
    ]

    /// Whether the names seen so far sound like secrets: requests of one type have the same names over and over.
    private var known: [String: Bool] = [:]

    mutating func look(at visit: Node.Visit, _ findings: inout Findings) {
        guard let action = visit.action else { return }
        var pending: [(JSON.Path, JSON)] = [(.root, action.request)]
        var found: [JSON.Path] = []
        while let (path, json) = pending.popLast() {
            switch json {
            case .object(let members):
                for (name, value) in members {
                    switch value {
                    case .string(let text) where !text.isEmpty && soundsSecret(name): found.append(path.appending(name))
                    case .object, .array: pending.append((path.appending(name), value))
                    case .string, .null, .bool, .integer, .number: break
                    }
                }
            case .array(let elements):
                for (index, element) in elements.enumerated() { pending.append((path.appending(index), element)) }
            case .string, .null, .bool, .integer, .number: break
            }
        }
        let bound = Set(action.bindings.map(\.target))
        let places = found.filter { !bound.contains($0) }.map(\.description).sorted()
        guard !places.isEmpty else { return }
        findings.warn(
            .plainSecret, at: visit,
            "The request of \(action.name.quoted) seems to have a secret in plain text at \(places.joined(separator: ", ")).",
            "It would be stored with the plan, and shown to everybody who may see the run.",
            "Let the field be a `Secret`, which names an environment variable, a file, a command or a resolver.")
    }

    private mutating func soundsSecret(_ name: String) -> Bool {
        if let known = known[name] { return known }
        let letters = name.lowercased().filter { $0 != "-" && $0 != "_" && $0 != "." && $0 != " " }
        let answer = Self.endings.contains { letters.hasSuffix($0) }
        known[name] = answer
        return answer
    }
}
