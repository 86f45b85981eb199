import Workstream

/// The fields of a node that differ, while two nodes are compared.
struct FieldComparison {
    /// What was found so far.
    private(set) var changes: [PlanDifference.FieldChange] = []

    /// Compares a field that has no parts worth telling.
    mutating func compare<Value: Equatable & Encodable>(_ field: String, _ old: Value, _ new: Value) {
        guard old != new else { return }
        add(field, Self.stored(old), Self.stored(new))
    }

    /// Compares a field that need not have a value.
    mutating func compare<Value: Equatable & Encodable>(_ field: String, _ old: Value?, _ new: Value?) {
        guard old != new else { return }
        add(field, Self.storedIfPresent(old), Self.storedIfPresent(new))
    }

    /// Compares a field that is JSON, part by part.
    mutating func compare(_ field: String, parts old: JSON, _ new: JSON) {
        for difference in new.differences(from: old) { add(field, difference.old, difference.new, at: difference.place) }
    }

    private mutating func add(_ field: String, _ old: JSON?, _ new: JSON?, at place: JSON.Path = .root) {
        changes.append(PlanDifference.FieldChange(field: field, place: place, old: old, new: new))
    }

    private static func storedIfPresent<Value: Encodable>(_ value: Value?) -> JSON? {
        if let value { stored(value) } else { nil }
    }

    private static func stored(_ value: some Encodable) -> JSON {
        // What a plan has is always encoded; the text stands in where that is no longer so.
        (try? JSON(encoding: value)) ?? .string(String(describing: value))
    }
}
