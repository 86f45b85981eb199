extension Plan {
    /// A plan with a body of blocks, groups of checks and deferred batches.
    ///
    /// ```swift
    /// Plan("Deploy shop") {
    ///     PreChecks { Check("build exists", FileExists.self, .init(path: build)) }
    ///     Block("Canary") { Sequence("web-1") { deploy(build, to: "web-1") } }
    /// }
    /// ```
    ///
    /// - Parameters:
    ///   - name: What the plan is called.
    ///   - purpose: Why it exists, for the people who read the run.
    ///   - content: What the plan consists of.
    public init(_ name: String, purpose: String = "", @PlanContent _ content: () throws -> PlanContent.Body) rethrows {
        let body = try content()
        self.init(name: name, purpose: purpose, checks: body.checks, blocks: body.blocks, deferred: body.batches)
    }

    private func modified(_ change: (inout Plan) -> Void) -> Plan {
        var copy = self
        change(&copy)
        return copy
    }

    /// The plan, belonging to a team or a service that a query can ask for.
    public func group(_ group: String) -> Plan { modified { $0.group = group } }

    /// The plan, working on the thing with that key: at most one unfinished run exists per name and key (S48).
    public func key(_ key: String) -> Plan { modified { $0.key = key } }

    /// The plan, with a short text that a query can ask for.
    public func label(_ name: String, _ value: String) -> Plan { modified { $0.labels[name] = value } }

    /// The plan, with short texts that a query can ask for.
    ///
    /// Calls add up; a later value replaces an earlier one.
    public func labels(_ labels: [String: String]) -> Plan { modified { $0.labels.merge(labels) { _, new in new } } }

    /// The plan, with something that the engine does not look at.
    public func metadata(_ name: String, _ value: JSON) -> Plan { modified { $0.metadata[name] = value } }

    /// The plan, with things that the engine does not look at.
    ///
    /// Calls add up; a later value replaces an earlier one.
    public func metadata(_ metadata: [String: JSON]) -> Plan { modified { $0.metadata.merge(metadata) { _, new in new } } }

    /// The plan, saying what becomes of an action whose outcome nobody knows (S33).
    public func onUnknownOutcome(_ policy: UnknownOutcomePolicy) -> Plan { modified { $0.onUnknownOutcome = policy } }

    /// The plan, refusing to be started longer than that after its submission (S41).
    public func startLimit(_ limit: Duration) -> Plan { modified { $0.startLimit = limit } }

    /// The plan, saying why it exists.
    public func purpose(_ purpose: String) -> Plan { modified { $0.purpose = purpose } }
}
