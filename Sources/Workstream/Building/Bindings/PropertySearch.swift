/// One search for a property in examples of its type.
struct PropertySearch {
    /// How many examples are looked at: two truth values agree by chance in all of them once in sixteen million searches.
    static let examples = 24
    private static let seed: UInt64 = 0x776F_726B

    private typealias Fault = PropertyLocator.Fault

    private let isRequest: Bool
    private let type: String
    private var values: [Any] = []
    private var encodings: [JSON] = []

    /// Makes the examples.
    init(_ root: PropertyLocator.Root) throws(PropertyLocator.Fault) {
        switch root {
        case .response(let plugin):
            isRequest = false
            type = "\(plugin).Response"
            try fill { try Self.response(of: plugin, &$0) }
        case .request(let plugin):
            isRequest = true
            type = "\(plugin).Request"
            try fill { try Self.request(of: plugin, &$0) }
        }
    }

    private static func response<P: Plugin>(of plugin: P.Type, _ random: inout SeededGenerator) throws -> any Encodable {
        try P.example(&random)
    }

    private static func request<P: Plugin>(of plugin: P.Type, _ random: inout SeededGenerator) throws -> any Encodable {
        try Sampler.sample(P.Request.self, seed: random.next())
    }

    private mutating func fill(_ example: (inout SeededGenerator) throws -> any Encodable) throws(PropertyLocator.Fault) {
        for number in 0..<Self.examples {
            var random = SeededGenerator(seed: Self.seed).derived(UInt64(number))
            do {
                let value = try example(&random)
                encodings.append(try JSON(encoding: value))
                values.append(value)
            } catch {
                throw Fault(reason: "no example of \(type) could be made: \(error)")
            }
        }
    }

    /// Follows the steps through the examples.
    func place(of steps: [ResponseStep]) throws(PropertyLocator.Fault) -> PropertyLocator.Place {
        var search = self
        var components: [JSON.Path.Component] = []
        var remaining = steps[...]
        while let step = remaining.first {
            switch step {
            case .member:
                let members = remaining.prefix { if case .member = $0 { true } else { false } }
                components += try search.enter(members.compactMap { if case .member(let member) = $0 { member } else { nil } })
                remaining = remaining.dropFirst(members.count)
            case .index(let index):
                components.append(.index(index))
                search.enterElements()
                remaining = remaining.dropFirst()
            case .key(let key):
                components.append(.key(key))
                search.enterMembers()
                remaining = remaining.dropFirst()
            }
        }
        return PropertyLocator.Place(path: JSON.Path(components), isScalar: search.encodings.allSatisfy(Self.isScalar))
    }

    private static func isScalar(_ json: JSON) -> Bool {
        switch json {
        case .string, .integer, .number, .bool: true
        case .null, .array, .object: false
        }
    }

    // MARK: Stored properties

    private mutating func enter(_ members: [PropertyPath]) throws(PropertyLocator.Fault) -> [JSON.Path.Component] {
        let name = members.map(\.description).joined()
        if let computed = members.first(where: { !$0.isStored }) {
            throw Fault(
                reason:
                    "\(computed) is computed (or observed, wrapped, forced, or a subscript), and only what is stored has a place in the JSON of \(type)"
            )
        }
        guard !values.isEmpty else { throw Fault(reason: "no example of \(type) has an element in which \(name) could be looked for") }
        var found: [Any] = []
        var targets: [JSON] = []
        for value in values {
            guard let inside = Self.follow(members, in: value), let encodable = inside as? any Encodable else {
                throw Fault(reason: "\(name) gives nothing that could be encoded")
            }
            do {
                targets.append(try JSON(encoding: encodable))
            } catch {
                throw Fault(reason: "\(name) does not encode: \(error)")
            }
            found.append(inside)
        }
        let path = try choose(among: candidates(targets), targets, name)
        values = found
        encodings = targets
        return path.components
    }

    private static func follow(_ members: [PropertyPath], in value: Any) -> Any? {
        var value = value
        for member in members {
            guard let inside = member.value(in: value) else { return nil }
            value = inside
        }
        return value
    }

    /// The places at which each example has what was looked for; a missing member counts as null.
    private func candidates(_ targets: [JSON]) throws(PropertyLocator.Fault) -> [JSON.Path] {
        guard let sample = targets.firstIndex(where: { !$0.isNull }) else {
            throw Fault(reason: "it is null in every example of \(type)")
        }
        return Self.places(of: targets[sample], in: encodings[sample], at: .root).filter { path in
            zip(encodings, targets).allSatisfy { encoding, target in Self.value(at: path, in: encoding) == target }
        }
    }

    private static func places(of target: JSON, in json: JSON, at path: JSON.Path) -> [JSON.Path] {
        let here = json == target ? [path] : []
        switch json {
        case .array(let elements):
            return here + elements.enumerated().flatMap { places(of: target, in: $1, at: path.appending($0)) }
        case .object(let members):
            return here + members.sorted { $0.key < $1.key }.flatMap { places(of: target, in: $1, at: path.appending($0)) }
        case .null, .bool, .integer, .number, .string:
            return here
        }
    }

    private static func value(at path: JSON.Path, in json: JSON) -> JSON {
        path.components.reduce(json) { json, component in
            switch component {
            case .key(let key): json[key] ?? .null
            case .index(let index): json[index] ?? .null
            }
        }
    }

    private func choose(among candidates: [JSON.Path], _ targets: [JSON], _ name: String) throws(PropertyLocator.Fault) -> JSON.Path {
        guard let shortest = candidates.min(by: { ($0.components.count, $0.description) < ($1.components.count, $1.description) }) else {
            throw Fault(reason: "the value of \(name) is nowhere in the JSON of \(type), so it is computed, or encoded in another form")
        }
        // A response that says the same thing twice may be read at either place, but only if the two are the same by more than the examples being so.
        if candidates.count > 1, isRequest || Set(targets).count == 1 {
            let places = candidates.map(\.description).sorted().joined(separator: " and ")
            throw Fault(reason: "\(name) cannot be told apart in the JSON of \(type): \(places) are the same in every example")
        }
        return shortest
    }

    // MARK: Lists and dictionaries

    private mutating func enterElements() {
        let lists = values.map { $0 as? [Any] ?? [] }
        encodings = zip(encodings, lists).flatMap { encoding, list in list.indices.map { encoding[$0] ?? .null } }
        values = lists.flatMap(\.self)
    }

    private mutating func enterMembers() {
        let members = values.map { ($0 as? [String: Any] ?? [:]).sorted { $0.key < $1.key } }
        encodings = zip(encodings, members).flatMap { encoding, members in members.map { encoding[$0.key] ?? .null } }
        values = members.flatMap { $0.map(\.value) }
    }
}
