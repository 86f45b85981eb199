/// A value as text, the same in every process: what has no order is sorted.
struct StableText: Sendable, Hashable, CustomStringConvertible {
    /// The text.
    let description: String
    /// The parts of a structure by their names, so that only what changed needs to be told.
    let parts: [Part]

    /// A part of a structure.
    struct Part: Sendable, Hashable {
        /// What it is called.
        var name: String
        /// Its value as text.
        var text: String
        /// Of a collection: its elements as texts.
        var elements: [String]?
    }

    /// The text of a value.
    init(of value: Any) {
        description = Self.text(of: value)
        let mirror = Mirror(reflecting: value)
        guard mirror.displayStyle == .struct || mirror.displayStyle == .class else {
            parts = [Part(name: "", text: description, elements: Self.elements(of: value))]
            return
        }
        parts = mirror.children.map { child in
            Part(name: child.label ?? "", text: Self.text(of: child.value), elements: Self.elements(of: child.value))
        }
    }

    /// What is different in another text of the same type, in words such as `files: − "app-1"`.
    func changes(to other: StableText) -> [String] {
        guard parts.count == other.parts.count else { return [other.description] }
        return zip(parts, other.parts).flatMap { old, new -> [String] in
            guard old.text != new.text else { return [] }
            let label = new.name.isEmpty ? "" : "\(new.name): "
            guard let before = old.elements, let after = new.elements else { return [label + "\(old.text) → \(new.text)"] }
            let gone = Self.difference(before, after).map { "− \($0)" }
            let come = Self.difference(after, before).map { "+ \($0)" }
            let changes = gone + come
            return [label + (changes.isEmpty ? new.text : changes.joined(separator: ", "))]
        }
    }

    /// What is in the first list more often than in the second.
    private static func difference(_ first: [String], _ second: [String]) -> [String] {
        var counts = second.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
        return first.filter { element in
            guard let count = counts[element], count > 0 else { return true }
            counts[element] = count - 1
            return false
        }
    }

    private static func elements(of value: Any) -> [String]? {
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .collection: return mirror.children.map { text(of: $0.value) }
        case .set: return mirror.children.map { text(of: $0.value) }.sorted()
        case .dictionary: return pairs(mirror).sorted()
        default: return nil
        }
    }

    private static func pairs(_ mirror: Mirror) -> [String] {
        mirror.children.map { child in
            let pair = Array(Mirror(reflecting: child.value).children)
            return pair.count == 2 ? "\(text(of: pair[0].value)): \(text(of: pair[1].value))" : text(of: child.value)
        }
    }

    private static func text(of value: Any) -> String {
        if let text = value as? String { return "\"\(text)\"" }
        let mirror = Mirror(reflecting: value)
        let inner = { (separator: String) in
            mirror.children.map { ($0.label.map { "\($0): " } ?? "") + text(of: $0.value) }.joined(separator: separator)
        }
        switch mirror.displayStyle {
        case .collection: return "[" + mirror.children.map { text(of: $0.value) }.joined(separator: ", ") + "]"
        case .set: return "[" + mirror.children.map { text(of: $0.value) }.sorted().joined(separator: ", ") + "]"
        case .dictionary:
            let pairs = pairs(mirror).sorted()
            return pairs.isEmpty ? "[:]" : "[" + pairs.joined(separator: ", ") + "]"
        case .optional: return mirror.children.first.map { text(of: $0.value) } ?? "nil"
        case .tuple: return "(" + mirror.children.map { text(of: $0.value) }.joined(separator: ", ") + ")"
        case .struct where !mirror.children.isEmpty && !(value is any CustomStringConvertible): return "\(type(of: value))(" + inner(", ") + ")"
        case .enum where !mirror.children.isEmpty && !(value is any CustomStringConvertible):
            let name = mirror.children.first?.label ?? "\(value)"
            return "\(name)(" + mirror.children.map { text(of: $0.value) }.joined(separator: ", ") + ")"
        default: return "\(value)"
        }
    }
}
