/// Writes the stored form of a plan straight into bytes.
///
/// What `Plan` says to any encoder, said again for one purpose: a plan may have a million actions, and is written twice when it is submitted. The bytes are
/// those that `JSON` writes of the encoded plan, to the last one. What few plans have goes through the encoder.
struct PlanWriter {
    /// The bytes, and how values get there.
    var writer: JSONWriter
    /// Whether everything could be written so far; only a value made by hand may have no form.
    var isWhole = true
    /// Whether what submit writes into a plan is left out.
    let isDefinition: Bool
    /// The time that was written last, with its text: nearly all actions have the same.
    private var lastTime: (time: Duration, text: String)?

    private init(_ style: JSON.Style, isDefinition: Bool) {
        writer = JSONWriter(style: style)
        self.isDefinition = isDefinition
    }

    /// The plan as it is stored, for people: the bytes of `JSON(encoding: plan).bytes(.pretty)`.
    ///
    /// - Throws: `JSON.EncodingFault` when a value has no form in JSON.
    /// - Complexity: O(*n*).
    static func text(of plan: Plan) throws(JSON.EncodingFault) -> [UInt8] {
        var text = PlanWriter(.pretty, isDefinition: false)
        text.write(plan)
        // The encoder knows where the fault is.
        guard text.isWhole else { return try JSON(encoding: plan).bytes(.pretty) }
        text.writer.append("\n")
        return text.writer.bytes
    }

    /// The canonical form of what the plan's author wrote: the bytes of `JSON(encoding: plan.definition).bytes()`.
    ///
    /// - Throws: `JSON.EncodingFault` when a value has no form in JSON.
    /// - Complexity: O(*n*).
    static func definition(of plan: Plan) throws(JSON.EncodingFault) -> [UInt8] {
        var definition = PlanWriter(.canonical, isDefinition: true)
        definition.write(plan)
        guard definition.isWhole else { return try JSON.bytes(encoding: plan.definition) }
        return definition.writer.bytes
    }
}

// Members by the kind of their value.
extension PlanWriter {
    /// Writes an object.
    mutating func object(_ members: (inout Self) -> Void) {
        writer.begin(UInt8(ascii: "{"))
        members(&self)
        writer.end(UInt8(ascii: "}"))
    }

    /// Writes a list of nodes, each where it stands: a copy of an action would cost more than writing it.
    mutating func list<Node>(_ name: StaticString, _ nodes: [Node], _ write: (inout Self, Node) -> Void) {
        writer.beginMember(name)
        writer.begin(UInt8(ascii: "["))
        for index in nodes.indices {
            writer.beginElement()
            write(&self, nodes[index])
        }
        writer.end(UInt8(ascii: "]"))
    }

    /// Writes a text, where there is one.
    mutating func text(_ name: StaticString, _ text: String?) {
        guard let text else { return }
        writer.beginMember(name)
        writer.write(text)
    }

    /// Writes a text unless it is empty.
    mutating func textUnlessEmpty(_ name: StaticString, _ text: String) {
        if !text.isEmpty { self.text(name, text) }
    }

    /// Writes an integer.
    mutating func integer(_ name: StaticString, _ value: Int) {
        writer.beginMember(name)
        writer.write(Int128(value))
    }

    /// Writes a truth value.
    mutating func bool(_ name: StaticString, _ value: Bool) {
        writer.beginMember(name)
        writer.write(value)
    }

    /// Writes a time, where there is one.
    mutating func time(_ name: StaticString, _ time: Duration?) {
        guard let time else { return }
        if lastTime?.time != time { lastTime = (time, DurationText.text(of: time)) }
        text(name, lastTime?.text)
    }

    /// Writes what submit gave a node, where it counts.
    mutating func number(_ number: Int?) {
        if !isDefinition, let number { integer("number", number) }
    }

    /// Writes a value that is JSON already.
    mutating func json(_ name: StaticString, _ value: JSON) {
        writer.beginMember(name)
        if !writer.write(value, depthLimit: JSON.defaultDepthLimit - writer.depth) { isWhole = false }
    }

    /// Writes values that few nodes have, unless there are none.
    mutating func encodedUnlessEmpty(_ name: StaticString, _ values: some Collection & Encodable) {
        guard !values.isEmpty else { return }
        guard let value = try? JSON(encoding: values) else {
            isWhole = false
            return
        }
        json(name, value)
    }
}
