/// Finds the name that was probably meant by one that nobody has.
///
/// A plan may have a hundred thousand names, and as many that are wrong, so the effort is limited: names that are looked at for one question, their lengths,
/// and names that are looked at altogether. Beyond it there is simply no suggestion.
package struct Suggestions {
    /// How many names are looked at for one question.
    static let candidates = 1_000
    /// The longest name, in bytes, that is compared.
    static let length = 64
    /// How many names are looked at for one plan.
    static let effort = 50_000

    /// How many more names may be looked at.
    private(set) var remaining = effort

    /// Makes suggestions for one plan.
    package init() {}

    /// A sentence such as `Did you mean "upload"?` with a space before it, or nothing.
    package mutating func sentence(for name: String, among names: some Swift.Sequence<String>) -> String {
        nearest(to: name, among: names).map { " Did you mean \($0.quoted)?" } ?? ""
    }

    /// The name that differs least, the first of several; `nil` where none is near.
    mutating func nearest(to name: String, among names: some Swift.Sequence<String>) -> String? {
        let wanted = Array(name.lowercased().utf8)
        guard (3...Self.length).contains(wanted.count) else { return nil }
        // A third of the letters: "hsot" means "host", but "dev" does not mean "prod".
        var limit = min(wanted.count / 3, 3)
        var best: String?
        for candidate in names.prefix(min(Self.candidates, remaining)) {
            remaining -= 1
            guard candidate != name, abs(candidate.utf8.count - wanted.count) <= limit else { continue }
            guard let distance = EditDistance.between(wanted, Array(candidate.lowercased().utf8), atMost: limit) else { continue }
            best = candidate
            guard distance > 0 else { break }
            limit = distance - 1
        }
        return best
    }
}
