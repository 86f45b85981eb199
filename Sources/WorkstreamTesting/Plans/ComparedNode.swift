import Workstream

/// A node that stands beside others in a list, as the comparison of plans looks at it.
protocol ComparedNode: Equatable {
    /// What people call it.
    var name: String { get }
    /// What programs call it.
    var key: String? { get }
    /// The node, whatever its kind.
    var anyNode: AnyNode { get }
    /// The property in which it stands, such as "sequences".
    static var list: String { get }
    /// The child at a place of its list.
    static func child(_ index: Int) -> Node.Child

    /// Feeds what the node says, but for its name, into a hasher: enough of it to recognise the node under another name.
    func hashContent(into hasher: inout Hasher)
    /// Whether it may be the former node under another name, although what it says has changed too; asked where both stand at the same place.
    func resembles(_ old: Self) -> Bool
    /// Compares the fields with those of the former node, children apart.
    func compareFields(with old: Self, in fields: inout FieldComparison)
    /// Compares the children with those of the former node.
    func compareChildren(with old: Self, at place: ComparedPlace, in comparison: inout PlanComparison)
}

extension ComparedNode {
    /// Whether at least half of the words that describe two nodes are the same.
    static func haveMuchInCommon(_ left: some Swift.Sequence<String>, _ right: some Swift.Sequence<String>) -> Bool {
        var counts: [String: Int] = [:]
        var (total, common) = (0, 0)
        for word in left {
            counts[word, default: 0] += 1
            total += 1
        }
        for word in right {
            total += 1
            guard let count = counts[word], count > 0 else { continue }
            counts[word] = count - 1
            common += 1
        }
        return common > 0 && common * 4 >= total
    }
}
