/// A plan was stored in a form that this version of the library does not read.
public struct UnsupportedPlanFormat: Error, Sendable, Hashable, CustomStringConvertible {
    /// The version that the plan names; `nil` when it names none.
    public let found: Int?
    /// The versions that can be read.
    public let supported: ClosedRange<Int>

    /// An error about a version that was found.
    public init(found: Int?, supported: ClosedRange<Int> = PlanFormat.supportedVersions) {
        self.found = found
        self.supported = supported
    }

    /// What was found, why it matters, what to do.
    public var description: String {
        let range = supported.count == 1 ? "version \(supported.lowerBound)" : "versions \(supported.lowerBound) to \(supported.upperBound)"
        guard let found else {
            return "The plan has no format version: its field \"workstream\" is missing. Without it nobody can tell how to read the rest. "
                + "Check that this is a stored plan, and add \"workstream\": \(supported.upperBound) to one that was written by hand."
        }
        let remedy =
            found > supported.upperBound
            ? "Read it with a newer version of Workstream."
            : "Correct the field \"workstream\": the first version of the form was \(supported.lowerBound)."
        return "The plan has format version \"\(found)\". This library reads \(range), and cannot know what another version means. \(remedy)"
    }
}
