/// Names a node of a plan to people, such as `Fleet/web-2/upload`.
///
/// Components are the names from the block (or the plan's own group or batch) down. Where siblings share a name, the second is called `name#2`, the third
/// `name#3`, in the order of the walk. In the text form a `/` inside a name is written `%2F` and a `%` is written `%25`. The plan itself has no component.
public struct NodePath: Sendable, Hashable, Comparable {
    /// The names from the top down, unescaped and unique among siblings.
    public var components: [String]

    /// The path with these components.
    public init(_ components: [String]) {
        self.components = components
    }

    /// The path of the plan itself.
    public static let plan = NodePath([])

    /// The path of a child with that name.
    public func appending(_ name: String) -> NodePath {
        NodePath(components + [name])
    }

    /// The last component, or an empty text for the plan.
    public var name: String { components.last ?? "" }

    /// Compares component by component.
    public static func < (left: NodePath, right: NodePath) -> Bool {
        left.components.lexicographicallyPrecedes(right.components)
    }
}

extension NodePath: CustomStringConvertible, ExpressibleByStringLiteral, Codable {
    /// Reads the text form.
    public init(_ text: String) {
        guard !text.isEmpty, text != "(plan)" else {
            self.components = []
            return
        }
        self.components = text.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).map { component in
            guard component.contains(UInt8(ascii: "%")) else { return String(Substring(component)) }
            return Substring(component).replacingText("%2F", with: "/").replacingText("%25", with: "%")
        }
    }

    /// Reads the text form.
    public init(stringLiteral text: String) {
        self.init(text)
    }

    /// Reads the text form.
    public init(from decoder: any Decoder) throws {
        self.init(try decoder.singleValueContainer().decode(String.self))
    }

    /// Writes the text form.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(components.isEmpty ? "" : description)
    }

    /// The components with `/` between them; `(plan)` for the plan itself.
    public var description: String {
        guard !components.isEmpty else { return "(plan)" }
        return components.map { component in
            guard component.utf8.contains(where: { $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "%") }) else { return component }
            return component.replacingText("%", with: "%25").replacingText("/", with: "%2F")
        }.joined(separator: "/")
    }
}
