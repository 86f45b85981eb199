/// One step of the way from the outermost value to the one that is being encoded or decoded.
///
/// A list linked towards the root costs one small object a container, and is made into a path only for an error.
final class CodingLink: Sendable {
    let parent: CodingLink?
    let key: any CodingKey
    let depth: Int

    init(_ parent: CodingLink?, _ key: any CodingKey) {
        self.parent = parent
        self.key = key
        depth = (parent?.depth ?? 0) + 1
    }

    static func codingPath(of link: CodingLink?) -> [any CodingKey] {
        var keys: [any CodingKey] = []
        var link = link
        while let here = link {
            keys.append(here.key)
            link = here.parent
        }
        return keys.reversed()
    }

    static func path(of link: CodingLink?) -> JSON.Path {
        JSON.Path(codingPath: codingPath(of: link))
    }
}

/// A position in a list as a coding key.
struct IndexKey: CodingKey {
    let index: Int
    var intValue: Int? { index }
    var stringValue: String { "Index \(index)" }

    init(_ index: Int) { self.index = index }
    init(intValue: Int) { index = intValue }
    init?(stringValue: String) { return nil }
}

/// A member's name as a coding key.
struct NameKey: CodingKey {
    let stringValue: String
    var intValue: Int? { Int(stringValue) }

    init(_ name: String) { stringValue = name }
    init(stringValue: String) { self.stringValue = stringValue }
    init(intValue: Int) { stringValue = String(intValue) }
}

extension JSON.Path {
    /// The place that a coding path of our own encoder or decoder names.
    init(codingPath: [any CodingKey]) {
        self.init(codingPath.map { ($0 as? IndexKey).map { .index($0.index) } ?? .key($0.stringValue) })
    }
}
