/// One step of the way from the outermost value to the one that is being encoded or decoded.
///
/// A list linked towards the root costs one small object a container, and is made into a path only for an error.
final class CodingLink: Sendable {
    /// The step before; nothing for the first.
    let parent: CodingLink?
    /// The member or element.
    let key: any CodingKey
    /// How many steps there are, this one included.
    let depth: Int

    /// Adds a step.
    init(_ parent: CodingLink?, _ key: any CodingKey) {
        self.parent = parent
        self.key = key
        depth = (parent?.depth ?? 0) + 1
    }

    /// The steps from the outermost value down, as `Codable` names them.
    static func codingPath(of link: CodingLink?) -> [any CodingKey] {
        var keys: [any CodingKey] = []
        var link = link
        while let here = link {
            keys.append(here.key)
            link = here.parent
        }
        return keys.reversed()
    }

    /// The steps from the outermost value down, as our errors name them.
    static func path(of link: CodingLink?) -> JSON.Path {
        JSON.Path(codingPath: codingPath(of: link))
    }
}

extension JSON.Path {
    /// The place that a coding path of our own encoder or decoder names.
    init(codingPath: [any CodingKey]) {
        self.init(codingPath.map { ($0 as? IndexKey).map { .index($0.index) } ?? .key($0.stringValue) })
    }
}
