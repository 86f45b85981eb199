public import Workstream

/// Names nodes of a plan by their paths, such as `Fleet/*/upload`.
///
/// A `*` stands for any text within a component, `**` alone for any number of components. The rest is written as in a ``Workstream/NodePath``.
public struct PathPattern: Sendable, Hashable, ExpressibleByStringLiteral, CustomStringConvertible {
    private let components: [String]

    /// Reads a pattern.
    public init(_ text: String) {
        components = NodePath(text).components
    }

    /// Reads a pattern.
    public init(stringLiteral text: String) {
        self.init(text)
    }

    /// The pattern as it is written.
    public var description: String { NodePath(components).description }

    /// Whether the pattern names the node at a path.
    public func matches(_ path: NodePath) -> Bool {
        Self.matches(components[...], path.components[...])
    }

    private static func matches(_ pattern: ArraySlice<String>, _ path: ArraySlice<String>) -> Bool {
        guard let first = pattern.first else { return path.isEmpty }
        let rest = pattern.dropFirst()
        if first == "**" { return (path.startIndex...path.endIndex).contains { matches(rest, path[$0...]) } }
        guard let component = path.first else { return false }
        return matches(Array(first.utf8)[...], Array(component.utf8)[...]) && matches(rest, path.dropFirst())
    }

    /// Goes on after the last `*` with one byte more wherever the texts part.
    private static func matches(_ pattern: ArraySlice<UInt8>, _ text: ArraySlice<UInt8>) -> Bool {
        var (place, position) = (pattern.startIndex, text.startIndex)
        var star: (place: Int, position: Int)?
        while position < text.endIndex {
            if place < pattern.endIndex, pattern[place] == UInt8(ascii: "*") {
                star = (place, position)
                place += 1
            } else if place < pattern.endIndex, pattern[place] == text[position] {
                place += 1
                position += 1
            } else if let last = star {
                star = (last.place, last.position + 1)
                place = last.place + 1
                position = last.position + 1
            } else {
                return false
            }
        }
        return pattern[place...].allSatisfy { $0 == UInt8(ascii: "*") }
    }
}
