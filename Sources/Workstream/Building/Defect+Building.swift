extension Defect {
    /// Says that a function which gives a plain array cannot give the groups and batches in its body as well; `nil` when there are none.
    static func lost(checks: [Node.Checks], batches: [Node.Batch], from type: String, instead: String) -> Defect? {
        let names = checks.map { "the \($0.name)" } + batches.map { "the deferred batch \"\($0.name)\"" }
        guard !names.isEmpty else { return nil }
        return Defect(
            code: lostContent,
            message: "A function that gives \(type) has \(names.joined(separator: ", ")) in its body. Such an array has no room for them, "
                + "and they would never run. Let the function give \(instead), or move them to the body that calls it.")
    }

    /// Says that a request cannot be stored.
    static func requestDoesNotEncode(_ name: String, plugin: String, error: any Error) -> Defect {
        Defect(
            code: "requestDoesNotEncode",
            message: "The request of \"\(name)\" for the plugin \"\(plugin)\" does not encode: \(error). "
                + "A plan is stored as JSON, so what a plugin is asked must be encodable. Correct the value, such as a number that is not finite.")
    }

    /// Says that a closure which should make a request has thrown.
    static func requestNotMade(_ name: String, plugin: String, error: any Error) -> Defect {
        Defect(
            code: "requestNotMade",
            message: "The request of \"\(name)\" for the plugin \"\(plugin)\" could not be made: \(error). "
                + "There is nothing that the plugin could be asked. Correct what the closure reads, or make the request before the plan.")
    }
}

extension Node.Action {
    /// An action that holds an encoded request, or the defect that kept it from being encoded.
    init<P: Plugin>(_ name: String, purpose: String, plugin: P.Type, request: P.Request) {
        do {
            self.init(name: name, purpose: purpose, plugin: P.name, request: try JSON(encoding: request))
        } catch {
            self.init(name: name, purpose: purpose, plugin: P.name, request: .null)
            defects.append(.requestDoesNotEncode(name, plugin: P.name, error: error))
        }
    }

    /// An action that holds the request that a closure makes, or the defect that kept it from being made.
    init<P: Plugin>(_ name: String, purpose: String, plugin: P.Type, making request: () throws -> P.Request) {
        do {
            self.init(name, purpose: purpose, plugin: plugin, request: try request())
        } catch {
            self.init(name: name, purpose: purpose, plugin: P.name, request: .null)
            defects.append(.requestNotMade(name, plugin: P.name, error: error))
        }
    }
}
