/// The members of the nodes, in the order of their names; `encode(to:)` of each kind says the same to any encoder.
extension PlanWriter {
    /// Writes a plan.
    mutating func write(_ plan: Plan) {
        object { object in
            object.list("blocks", plan.blocks) { $0.write($1) }
            object.write(plan.checks)
            object.encodedUnlessEmpty("defects", plan.defects)
            object.write(plan.deferred)
            object.text("group", plan.group)
            object.text("key", plan.key)
            object.encodedUnlessEmpty("labels", plan.labels)
            if !plan.metadata.isEmpty { object.json("metadata", .object(plan.metadata)) }
            object.text("name", plan.name)
            object.number(plan.number)
            object.text("onUnknownOutcome", plan.onUnknownOutcome?.rawValue)
            object.textUnlessEmpty("purpose", plan.purpose)
            object.time("startLimit", plan.startLimit)
            object.integer("workstream", PlanFormat.version)
        }
    }

    private mutating func write(_ block: Node.Block) {
        object { object in
            object.write(block.checks)
            object.integer("concurrency", block.concurrency)
            object.encodedUnlessEmpty("defects", block.defects)
            object.write(block.deferred)
            object.time("entranceDelay", block.entranceDelay)
            object.time("exitDelay", block.exitDelay)
            object.text("failurePolicy", block.failurePolicy.rawValue)
            object.bool("isExact", block.isExact)
            object.text("key", block.key)
            object.text("name", block.name)
            object.number(block.number)
            object.textUnlessEmpty("purpose", block.purpose)
            object.list("sequences", block.sequences) { $0.write($1) }
            switch block.toleratedFailures {
            case .count(let count): object.integer("toleratedFailures", count)
            case .percent, .unlimited: object.text("toleratedFailures", block.toleratedFailures.description)
            }
            object.bool("toleratesSkips", block.toleratesSkips)
        }
    }

    private mutating func write(_ sequence: Node.Sequence) {
        object { object in
            object.list("actions", sequence.actions) { $0.write($1) }
            object.encodedUnlessEmpty("after", sequence.after)
            object.write(sequence.checks)
            object.encodedUnlessEmpty("defects", sequence.defects)
            object.text("key", sequence.key)
            object.text("name", sequence.name)
            object.number(sequence.number)
            object.textUnlessEmpty("purpose", sequence.purpose)
        }
    }

    private mutating func write(_ groups: [Node.Checks]) {
        guard !groups.isEmpty else { return }
        list("checks", groups) { $0.write($1) }
    }

    private mutating func write(_ group: Node.Checks) {
        object { object in
            object.list("checks", group.checks) { $0.write($1) }
            object.encodedUnlessEmpty("defects", group.defects)
            if group.kind == .continuous || group.interval != Node.Checks.defaultInterval { object.time("interval", group.interval) }
            object.text("key", group.key)
            object.text("kind", group.kind.rawValue)
            object.number(group.number)
            if group.kind == .bypass || group.treatsErrorsAsNo { object.bool("treatsErrorsAsNo", group.treatsErrorsAsNo) }
        }
    }

    private mutating func write(_ batches: [Node.Batch]) {
        guard !batches.isEmpty else { return }
        list("deferred", batches) { $0.write($1) }
    }

    private mutating func write(_ batch: Node.Batch) {
        object { object in
            object.list("actions", batch.actions) { $0.write($1) }
            object.text("condition", batch.condition.rawValue)
            object.encodedUnlessEmpty("defects", batch.defects)
            object.bool("isRequired", batch.isRequired)
            object.text("key", batch.key)
            object.text("name", batch.name)
            object.number(batch.number)
            object.textUnlessEmpty("purpose", batch.purpose)
        }
    }

    private mutating func write(_ action: Node.Action) {
        object { object in
            object.encodedUnlessEmpty("bindings", action.bindings)
            object.time("deadline", action.deadline)
            object.encodedUnlessEmpty("defects", action.defects)
            if !action.hasPluginsEffect || !object.isDefinition { object.text("effect", action.effect?.rawValue) }
            if action.hasPluginsEffect, !object.isDefinition { object.bool("effectIsPlugins", true) }
            object.text("key", action.key)
            object.text("name", action.name)
            object.number(action.number)
            object.text("onUnknownOutcome", action.onUnknownOutcome?.rawValue)
            object.text("plugin", action.plugin)
            if !object.isDefinition, let version = action.pluginVersion { object.integer("pluginVersion", version) }
            object.textUnlessEmpty("purpose", action.purpose)
            object.json("request", action.request)
            object.integer("retries", action.retries)
            if let timeout = action.timeout {
                object.time("timeout", timeout)
            } else {
                object.json("timeout", .null)
            }
        }
    }
}
