/// A plan as it is stored with its run: numbers, defaults and versions of plugins written out (S40), and never derived again.
public struct StoredPlan: Sendable, Equatable {
    /// The plan.
    public var plan: Plan

    /// The stored form of a plan whose nodes have their numbers.
    public init(_ plan: Plan) {
        self.plan = plan
    }
}

/// The stored form of a run's definition: the stored form of the plan, which says its own version (`PlanFormat`), with every number in it.
extension StoredPlan: Codable {
    /// The version of the form that is written.
    public static var version: Int { PlanFormat.version }

    /// Reads the stored form.
    ///
    /// - Throws: `StorageError` with code `.newerFormat` for a plan of a newer version and `.damaged` for one whose nodes have no numbers, and what the
    ///   decoder throws.
    public init(from decoder: any Decoder) throws {
        do {
            plan = try Plan(from: decoder)
        } catch let error as UnsupportedPlanFormat {
            throw StorageError(error.found.map { $0 > Self.version } == true ? .newerFormat : .damaged, error.description, cause: error)
        }
        guard plan.number == 0 else {
            throw StorageError(
                .damaged,
                "The stored plan \"\(plan.name)\" has no numbers in its nodes. The journal names nodes by number, so it cannot be read without. "
                    + "Bring back the definition that was stored when the run was submitted.")
        }
    }

    /// Writes the stored form.
    public func encode(to encoder: any Encoder) throws {
        try plan.encode(to: encoder)
    }
}
