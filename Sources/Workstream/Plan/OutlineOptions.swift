/// The options of one line of an outline.
struct OutlineOptions {
    private var options: [String] = []

    /// All options in parentheses, or nothing.
    var text: String { options.isEmpty ? "" : " (\(options.joined(separator: ", ")))" }

    /// Adds an option without a value.
    mutating func add(_ name: String, if isSet: Bool) {
        if isSet { options.append(name) }
    }

    /// Adds an option with a value.
    mutating func add(_ name: String, _ value: String?) {
        if let value { options.append("\(name): \(value)") }
    }

    /// Adds a text.
    mutating func add(_ name: String, quoting value: String?) {
        add(name, value?.quoted)
    }

    /// Adds a value that differs from its default.
    mutating func add<Value: Equatable>(_ name: String, _ value: Value, unless standard: Value, _ text: (Value) -> String = { "\($0)" }) {
        if value != standard { add(name, text(value)) }
    }
}

extension String {
    /// The text as a JSON string, so that a line break in it does not break a line.
    var quoted: String { JSON.string(self).text(.canonical) }
}
