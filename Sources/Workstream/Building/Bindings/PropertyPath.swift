/// A key path without its types, that says whether it can be looked along without harm.
struct PropertyPath: Sendable {
    private let path: any AnyKeyPath & Sendable
    private let isPlain: Bool

    init<Root, Value>(_ path: StoredProperty<Root, Value>) {
        self.path = path
        isPlain = MemoryLayout<Root>.offset(of: path) != nil
    }

    /// Whether every step is a stored property or goes through an optional with `?`.
    ///
    /// A computed property or a subscript is code: it may trap on an example, such as an index that is past the end, and its value has no place of its own in
    /// the JSON. A `!` would trap on an example without the value. A key path has no public list of its steps, so where it is no plain offset in memory its
    /// description is asked: it writes code as `<computed …>`.
    var isStored: Bool {
        if isPlain { return true }
        let description = path.debugDescription
        return !["<computed", "!", "subscript"].contains { description.containsText($0) }
    }

    /// What stands at the path; `nil` when the value is not of the path's root type.
    func value(in root: Any) -> Any? { root[keyPath: path as AnyKeyPath] }
}

extension PropertyPath: Hashable {
    static func == (left: PropertyPath, right: PropertyPath) -> Bool { (left.path as AnyKeyPath) == (right.path as AnyKeyPath) }

    func hash(into hasher: inout Hasher) { hasher.combine(path as AnyKeyPath) }
}

extension PropertyPath: CustomStringConvertible {
    /// The key path as Swift writes it, such as `\Response.path`, as far as it knows the names.
    var description: String { path.debugDescription }
}
