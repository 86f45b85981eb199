/// What a model objects to in the step at hand.
///
/// A reference, so that a rule can be asked, and put into words only when it is broken, while the model's history is looked at.
final class Objections {
    /// The objections, in the order of what they are about.
    private(set) var list: [String] = []

    /// Notes an objection.
    func append(_ objection: String) { list.append(objection) }
    /// Forgets the last step.
    func removeAll() { list.removeAll(keepingCapacity: true) }
}
