extension Plan {
    /// The plan as text for people, one line a node: stable, so that a test can compare it with one that was kept.
    ///
    /// ```text
    /// plan "Deploy shop" (purpose: "Copies the build to every host", labels: {"team":"web"})
    ///   pre-checks
    ///     check "build exists": files.exists {"path":"/srv/build"}
    ///   continuous-checks (interval: 10s)
    ///     check "shop answers": http.probe {"url":"http://shop"} (timeout: 5s)
    ///   block "Fleet" (concurrency: 5, tolerated failures: 2)
    ///     sequence "web-2" (after: "web-1")
    ///       action "upload": shop.upload {"host":"web-2"} (key: "up", retries: 3)
    ///       action "unpack": shell {"arguments":["unpack"]} (binding: $.arguments += response of the key "up" at $.path)
    ///   deferred batch "roll back" (when: failure, required)
    ///     action "restore": shell {"arguments":["restore"]}
    /// ```
    ///
    /// Nodes come in the order of execution, two spaces deeper than what they stand in. After the name stand the plugin and the canonical request, then, in
    /// parentheses, only those options that differ from their defaults, in a fixed order. Texts are JSON strings. What submit writes into a plan (numbers,
    /// versions, effects that come from plugins) is left out, so a stored plan has the outline of its definition.
    ///
    /// - Complexity: O(*n*).
    public func outline() -> String {
        var text = ""
        for visit in nodes {
            text += String(repeating: "  ", count: visit.depth)
            text += visit.outlineHead
            var options = OutlineOptions()
            visit.node.describeOptions(in: &options)
            text += options.text
            text += "\n"
        }
        return text
    }
}

extension Node.Visit {
    /// Kind, name, and for an action plugin and request.
    fileprivate var outlineHead: String {
        switch node {
        case .plan(let plan): "plan \(plan.name.quoted)"
        case .checks: component
        case .block(let block): "block \(block.name.quoted)"
        case .sequence(let sequence): "sequence \(sequence.name.quoted)"
        case .action(let action):
            "\(isCheck ? "check" : "action") \(action.name.quoted): \(action.plugin.plainOrQuoted) \(action.request.text(.canonical))"
        case .batch(let batch): "deferred batch \(batch.name.quoted)"
        }
    }
}

extension AnyNode {
    fileprivate func describeOptions(in options: inout OutlineOptions) {
        switch self {
        case .plan(let plan): plan.describeOptions(in: &options)
        case .checks(let group): group.describeOptions(in: &options)
        case .block(let block): block.describeOptions(in: &options)
        case .sequence(let sequence):
            options.add("purpose", quoting: sequence.purpose.unlessEmpty)
            options.add("key", quoting: sequence.key)
            for name in sequence.after { options.add("after", quoting: name) }
        case .action(let action): action.describeOptions(in: &options)
        case .batch(let batch):
            options.add("purpose", quoting: batch.purpose.unlessEmpty)
            options.add("key", quoting: batch.key)
            options.add("when", batch.condition.rawValue)
            options.add("required", if: batch.isRequired)
        }
        for defect in defects { options.add("defect", quoting: defect.code) }
    }
}

extension Plan {
    fileprivate func describeOptions(in options: inout OutlineOptions) {
        options.add("purpose", quoting: purpose.unlessEmpty)
        options.add("group", quoting: group)
        options.add("key", quoting: key)
        options.add("labels", labels, unless: [:]) { JSON.object($0.mapValues { .string($0) }).text(.canonical) }
        options.add("metadata", metadata, unless: [:]) { JSON.object($0).text(.canonical) }
        options.add("on unknown outcome", onUnknownOutcome?.rawValue)
        options.add("start limit", startLimit.map(DurationText.text))
    }
}

extension Node.Checks {
    fileprivate func describeOptions(in options: inout OutlineOptions) {
        options.add("key", quoting: key)
        options.add("interval", interval, unless: Self.defaultInterval, DurationText.text)
        options.add("treats errors as no", if: treatsErrorsAsNo)
    }
}

extension Node.Block {
    fileprivate func describeOptions(in options: inout OutlineOptions) {
        options.add("purpose", quoting: purpose.unlessEmpty)
        options.add("key", quoting: key)
        options.add("entrance delay", entranceDelay, unless: .zero, DurationText.text)
        options.add("exit delay", exitDelay, unless: .zero, DurationText.text)
        options.add("concurrency", concurrency, unless: 1)
        options.add("tolerated failures", toleratedFailures, unless: .count(0))
        options.add("exact", if: isExact)
        options.add("tolerates skips", if: toleratesSkips)
        options.add("failure policy", failurePolicy, unless: .finishActions) { $0.rawValue }
    }
}

extension Node.Action {
    fileprivate func describeOptions(in options: inout OutlineOptions) {
        options.add("purpose", quoting: purpose.unlessEmpty)
        options.add("key", quoting: key)
        for binding in bindings { options.add("binding", binding.outline) }
        options.add("timeout", timeout, unless: Self.defaultTimeout) { $0.map(DurationText.text) ?? "none" }
        options.add("deadline", deadline.map(DurationText.text))
        options.add("retries", retries, unless: 0)
        options.add("effect", hasPluginsEffect ? nil : effect?.rawValue)
        options.add("on unknown outcome", onUnknownOutcome?.rawValue)
    }
}

extension String {
    /// The text as it is where it is made of letters, digits, dots, dashes and underscores, else as a JSON string.
    fileprivate var plainOrQuoted: String {
        let isPlain = unicodeScalars.allSatisfy { $0.properties.isAlphabetic || ("0"..."9").contains($0) || ".-_".unicodeScalars.contains($0) }
        return isPlain && !isEmpty ? self : quoted
    }

    /// The text, or nothing.
    fileprivate var unlessEmpty: String? { isEmpty ? nil : self }
}
