/// The stored form of a plan.
///
/// An object with the fields `workstream` (the version of the form), `name`, `purpose`, `group`, `key`, `labels`, `metadata`, `checks`, `blocks`, `deferred`,
/// `onUnknownOutcome`, `startLimit`, `defects`, `number`. `PlanFormat` says what is written and what may be missing; only `workstream` and `name` may not.
extension Plan: Codable {
    private enum Field: String, CodingKey {
        case workstream, name, purpose, group, key, labels, metadata, checks, blocks, deferred, onUnknownOutcome, startLimit, defects, number
    }

    /// Reads the stored form.
    ///
    /// What a plan may not contain, such as a check among actions, is read all the same: validation lists it with everything else that is wrong.
    /// - Throws: `UnsupportedPlanFormat` when the plan is of another version, and what the decoder throws.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: Field.self)
        let version = try fields.decodeIfPresent(Int.self, forKey: .workstream)
        guard let version, PlanFormat.supportedVersions.contains(version) else { throw UnsupportedPlanFormat(found: version) }
        self.init(
            name: try fields.decode(String.self, forKey: .name),
            purpose: try fields.decode(.purpose, or: ""),
            group: try fields.decodeIfPresent(String.self, forKey: .group),
            key: try fields.decodeIfPresent(String.self, forKey: .key),
            labels: try fields.decode(.labels, or: [:]),
            metadata: try fields.decode(.metadata, or: [:]),
            checks: try fields.decode(.checks, or: []),
            blocks: try fields.decode(.blocks, or: []),
            deferred: try fields.decode(.deferred, or: []),
            onUnknownOutcome: try fields.decodeIfPresent(UnknownOutcomePolicy.self, forKey: .onUnknownOutcome),
            startLimit: try fields.decodeIfPresent(Duration.self, forKey: .startLimit))
        defects = try fields.decode(.defects, or: [])
        number = try fields.decodeIfPresent(Int.self, forKey: .number)
    }

    /// Writes the stored form.
    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Field.self)
        try fields.encode(PlanFormat.version, forKey: .workstream)
        try fields.encode(name, forKey: .name)
        try fields.encodeUnlessEmpty(purpose, forKey: .purpose)
        try fields.encodeIfPresent(group, forKey: .group)
        try fields.encodeIfPresent(key, forKey: .key)
        try fields.encodeUnlessEmpty(labels, forKey: .labels)
        try fields.encodeUnlessEmpty(metadata, forKey: .metadata)
        try fields.encodeUnlessEmpty(checks, forKey: .checks)
        try fields.encode(blocks, forKey: .blocks)
        try fields.encodeUnlessEmpty(deferred, forKey: .deferred)
        try fields.encodeIfPresent(onUnknownOutcome, forKey: .onUnknownOutcome)
        try fields.encodeIfPresent(startLimit, forKey: .startLimit)
        // A plan with defects must not become a good one by being stored.
        try fields.encodeUnlessEmpty(defects, forKey: .defects)
        try fields.encodeIfPresent(number, forKey: .number)
    }
}
