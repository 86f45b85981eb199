extension Plan {
    /// A digest of what the plan says: SHA-256 of the canonical encoding of its `definition`.
    ///
    /// Two plans have the same digest exactly when their definitions are equal, so a stored run can be compared with the code that would make its plan today.
    /// What submit writes into a plan (numbers, versions of plugins, effects that come from plugins) does not count; names, purposes, labels and metadata do.
    ///
    /// - Throws: `JSON.EncodingFault` when a request holds a number that JSON cannot express.
    /// - Complexity: O(*n*).
    public var digest: Digest {
        get throws { SHA256.hash(try PlanWriter.definition(of: self)) }
    }
}
